//! The program `ran`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ran_host::cli::main()
}
