//! `cargo xtask data synth`: a synthetic dataset of any size, the same for the same seed. It must
//! never write one that does not say of itself that it is synthetic.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    str::FromStr,
};

use anyhow::{Context, Result, bail};
use union_dashboard::synth::{Plan, write, write_parts};

use super::whole::write_file;

/// The name of the file that lists the parts.
const INDEX: &str = "dataset.json";

/// Where the dataset goes.
enum Target {
    Output,
    File(PathBuf),
    Parts(PathBuf),
}

/// Writes a dataset, by default to standard output.
///
/// # Errors
/// If the arguments ask for what cannot be made, or it cannot be written.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let (plan, target) = parse(args)?;
    match target {
        Target::Output => write(&plan, &mut io::stdout().lock())?,
        Target::File(path) => write_file(&path, |out| write(&plan, out))?,
        Target::Parts(folder) => {
            let failed = || format!("{} cannot be written", folder.display());
            fs::create_dir_all(&folder).with_context(failed)?;
            let mut open = |name: &str| -> io::Result<Box<dyn Write>> {
                Ok(Box::new(File::create(folder.join(name))?))
            };
            write_parts(&plan, INDEX, &mut open).with_context(failed)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn parse(args: &[String]) -> Result<(Plan, Target)> {
    let (mut target, mut observations) = (Target::Output, None);
    let (mut cities, mut years, mut indicators, mut seed) = (None, None, None, None);
    let mut columns = false;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--observations" => observations = Some(number(arg, value()?)?),
            "--cities" => cities = Some(number(arg, value()?)?),
            "--indicators" => indicators = Some(number(arg, value()?)?),
            "--seed" => seed = Some(number(arg, value()?)?),
            "--years" => {
                let text = value()?;
                let (first, last) = text.split_once("..").unwrap_or((text, text));
                years = Some((number(arg, first)?, number(arg, last)?));
            }
            "--columns" => columns = true,
            "-o" | "--out" => target = Target::File(value()?.into()),
            "--parts" => target = Target::Parts(value()?.into()),
            other => bail!("unexpected argument `{other}`"),
        }
    }
    let mut plan = Plan::new(observations.context("how many? --observations N")?);
    plan.cities = cities.unwrap_or(plan.cities);
    plan.years = years.unwrap_or(plan.years);
    plan.indicators = indicators.unwrap_or(plan.indicators);
    plan.seed = seed.unwrap_or(plan.seed);
    plan.columns = columns;
    match plan.fault() {
        Some(fault) => bail!("only {fault} can be made"),
        None => Ok((plan, target)),
    }
}

fn number<T: FromStr>(flag: &str, text: &str) -> Result<T> {
    let parsed = text.replace('_', "").parse().ok();
    parsed.with_context(|| format!("{flag}: `{text}` is no number that can be used"))
}
