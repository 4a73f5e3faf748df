//! The operator's command.

use crate::{config, serve, telemetry};
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
    /// Bring the database to this version, and nothing else
    Migrate,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let command = Cli::command().mut_subcommand("serve", |c| c.after_help(config::help()));
    let cli = match Cli::from_arg_matches(&command.get_matches()) {
        Ok(cli) => cli,
        Err(e) => e.exit(),
    };
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
            Command::Migrate => {
                let db = serve::open(&config).await?;
                serve::close(&db).await;
                Ok(())
            }
        }
    })
}
