//! The command `dialogforum`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
