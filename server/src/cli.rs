//! The operator's command.

use crate::assets::Site;
use crate::{config, demo, picture, serve, telemetry};
use app::context::Ctx;
use app::error::AppError;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  dialogforum serve                                    serve with the settings of dialogforum.toml
  DIALOGFORUM_DEMO=true dialogforum serve              the same, with the demo in an empty database
  DATABASE_URL=postgres://df@localhost/df dialogforum work
                                                       run mails and other jobs beside the server (PostgreSQL)
  dialogforum agreement apply goteborg.toml            create or change an agreement
  dialogforum create-admin --email eva@example.org --name \"Eva Lind\" --body kansliet
                                                       give somebody a seat in the body that curates
  dialogforum demo --reset                             empty the database and load the demo

`dialogforum serve --help` lists all settings.";

/// Dialogforum keeps an agreement between a city and its civil society alive.
#[derive(Debug, Parser)]
#[command(name = "dialogforum", version, after_help = EXAMPLES)]
struct Cli {
    /// Settings file [default: dialogforum.toml in the working directory, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve people, after bringing the database to this version
    Serve,
    /// Run mails and other jobs beside servers, on PostgreSQL (on SQLite `serve` does it)
    Work,
    /// Bring the database to this version, and nothing else
    Migrate,
    /// Load the demo into an empty database
    Demo {
        /// First remove everything that the database holds
        #[arg(long)]
        reset: bool,
    },
    /// Create or change agreements
    Agreement {
        #[command(subcommand)]
        what: AgreementCommand,
    },
    /// Draw an attached picture anew: the server starts this by itself
    #[command(hide = true)]
    Picture {
        /// The picture as it was sent
        from: PathBuf,
        /// Where to draw it
        to: PathBuf,
        /// Where to draw it smaller
        preview: PathBuf,
    },
    /// Give somebody a civil-society seat in a body, such as the one that curates
    CreateAdmin {
        /// Address; the person is added if nobody has it yet
        #[arg(long)]
        email: String,
        /// Name
        #[arg(long)]
        name: String,
        /// Slug of the body
        #[arg(long, value_name = "SLUG")]
        body: String,
    },
}

#[derive(Debug, Subcommand)]
enum AgreementCommand {
    /// Apply a file: creates the agreement, or changes it to what the file says
    Apply {
        /// The file; docs/agreement-file.md describes it
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let command = Cli::command().mut_subcommand("serve", |c| c.after_help(config::help()));
    let cli = match Cli::from_arg_matches(&command.get_matches()) {
        Ok(cli) => cli,
        Err(e) => e.exit(),
    };
    // by itself, before settings are read or threads are started
    if let Command::Picture { from, to, preview } = &cli.command {
        return picture::run(from, to, preview);
    }
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("Stopped: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<(), String> {
    let config = config::read(cli.config.as_deref())?;
    telemetry::set_up(&config);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| format!("no runtime: {e}"))?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve => serve::serve(&config).await,
            Command::Work => serve::work(&config).await,
            Command::Migrate => {
                let db = serve::open(&config).await?;
                serve::close(&db).await;
                Ok(())
            }
            Command::Picture { .. } => Err("picture is run by itself".into()),
            Command::Demo { reset } => load_demo(&config, reset).await,
            Command::Agreement { what: AgreementCommand::Apply { file } } => {
                let text = std::fs::read_to_string(&file).map_err(|e| format!("{} cannot be read: {e}", file.display()))?;
                with_app(&config, async |ctx| {
                    let applied = app::agreements::apply::apply(ctx, &text).await.map_err(|e| format!("{}:\n{e}", file.display()))?;
                    println!("{applied}");
                    Ok(())
                })
                .await
            }
            Command::CreateAdmin { email, name, body } => {
                with_app(&config, async |ctx| {
                    app::accounts::service::create_admin(ctx, &email, &name, &body).await.map_err(|e| match e {
                        AppError::NotFound => format!("--body: there is no body {body}; an agreement's file names them"),
                        AppError::Invalid(faults) => faults.0.iter().map(|(field, fault)| format!("--{field}: {fault:?}")).collect::<Vec<_>>().join(", "),
                        AppError::BadRequest(why) => format!("--email: {why}"),
                        e => e.to_string(),
                    })?;
                    println!("{name} has a seat in {body} and signs in at {}/logga-in with {email}", config.public_url);
                    Ok(())
                })
                .await
            }
        }
    })
}

/// Opens the database, does something, closes it.
async fn with_app(config: &config::Config, work: impl AsyncFnOnce(&Ctx) -> Result<(), String>) -> Result<(), String> {
    let db = serve::open(config).await?;
    let app = serve::state(config, db, &Site::default());
    app::attachments::service::own(&Ctx::system(&app)).await?;
    let refreshed = app.catalogue.refresh(&app.db).await.map_err(|e| e.to_string());
    let result = match refreshed {
        Ok(()) => work(&Ctx::system(&app)).await,
        Err(e) => Err(e),
    };
    serve::close(&app.db).await;
    result
}

async fn load_demo(config: &config::Config, reset: bool) -> Result<(), String> {
    if reset {
        // a folder of another database's files is refused before anything is emptied
        with_app(config, async |_| Ok(())).await?;
        serve::reset(config).await?;
    }
    with_app(config, async |ctx| match demo::filled(&ctx.app).await? {
        demo::Filled::Empty => demo::load(&ctx.app).await,
        demo::Filled::HalfDemo => Err("a demo was begun in this database and not finished; dialogforum demo --reset begins anew".into()),
        demo::Filled::Yes => Err("this database has an agreement already; dialogforum demo --reset removes everything and loads the demo".into()),
    })
    .await
}
