//! The program: arguments in, exit code out. Everything else is in the library.

use std::process::ExitCode;

/// Allocates faster than the allocator of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gian::cli::run()
}
