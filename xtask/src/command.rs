//! The list of commands: adding one is a file in `command/` and a line in [`COMMANDS`]. It must
//! never do a command's work itself.

use std::process::ExitCode;

use anyhow::Result;

mod bench;
mod build;
mod data;
mod fuzz;
mod mutants;
mod package;
mod pictures;
mod serve;
mod test;

/// One command: its name, its line in the help, and what it does with the arguments after it.
struct Command {
    name: &'static str,
    help: &'static str,
    run: fn(&[String]) -> Result<ExitCode>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        help: "set up what is missing, build dist/ and serve it on loopback [--port N] [--base /PATH/]",
        run: serve::run,
    },
    Command {
        name: "build",
        help: "build dist/ alone: the served page and the single file",
        run: build::run,
    },
    Command {
        name: "package",
        help: "build, then pack what is handed over into target/package [--no-build]",
        run: package::run,
    },
    Command {
        name: "test",
        help: "set up what is missing and run every test [--long: the long ones too]",
        run: test::run,
    },
    Command {
        name: "data",
        help: "what can be done with a dataset; alone it lists its commands",
        run: data::run,
    },
    Command {
        name: "fuzz",
        help: "texts from outside at random, each reader for 60 s [SECONDS] [TARGET]...",
        run: fuzz::run,
    },
    Command {
        name: "mutants",
        help: "rooms changed in one place at a time, under their tests [ROOM]... [K/N: every N-th] [new]",
        run: mutants::run,
    },
    Command {
        name: "bench",
        help: "set up what is missing and measure beside other pages into docs/benchmarks.md [--no-build] [--starts N]",
        run: bench::run,
    },
    Command {
        name: "pictures",
        help: "set up what is missing and make the pictures of the documents",
        run: pictures::run,
    },
];

/// Runs the command that `args` begin with; an unknown one prints the help and exits with 2.
pub fn run(args: &[String]) -> Result<ExitCode> {
    run_one_of(COMMANDS, "cargo xtask", args)
}

/// Runs the command of a list that `args` begin with.
fn run_one_of(commands: &[Command], usage: &str, args: &[String]) -> Result<ExitCode> {
    let name = args.first().map_or("", String::as_str);
    if let Some(command) = commands.iter().find(|command| command.name == name) {
        return (command.run)(&args[1..]);
    }
    let help = help(commands, usage);
    if matches!(name, "help" | "--help" | "-h") {
        print!("{help}");
        return Ok(ExitCode::SUCCESS);
    }
    if !name.is_empty() {
        eprintln!("unknown command: {name}\n");
    }
    eprint!("{help}");
    Ok(ExitCode::from(2))
}

/// One line a command.
fn help(commands: &[Command], usage: &str) -> String {
    let mut text = format!("usage: {usage} COMMAND\n\n");
    for command in commands {
        text.push_str(&format!("  {:<8} {}\n", command.name, command.help));
    }
    text
}

/// Fails on the first argument, for a command that takes none.
fn no_arguments(args: &[String]) -> Result<()> {
    match args.first() {
        Some(arg) => anyhow::bail!("unexpected argument `{arg}`"),
        None => Ok(()),
    }
}
