//! `cargo xtask serve`: builds `dist/` and serves it on loopback. It must never be reachable from
//! another machine, and never send a file from outside `dist/`.

use std::{
    fs::File,
    io::Cursor,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    thread,
};

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Header, Request, Response, Server};

use super::build;
use crate::{artefact::budget, paths};

const PORT: u16 = 8080;

/// Builds, prints where everything is, and serves until stopped.
pub fn run(args: &[String]) -> Result<ExitCode> {
    let options = Options::parse(args)?;
    let weights = build::build()?;
    print!("{}", budget::table(&weights));
    println!(
        "single file: {}",
        paths::dist().join(build::SINGLE_FILE).display()
    );
    let server = Arc::new(bind(options.port)?);
    let address = server.server_addr().to_ip().context("no IP address")?;
    println!(
        "serving:     http://{address}{} (Ctrl+C stops)",
        options.base
    );
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let (server, base) = (Arc::clone(&server), options.base.clone());
            thread::spawn(move || {
                for request in server.incoming_requests() {
                    // A reader who closes the page early is no error of ours.
                    answer(request, &base).ok();
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().map_err(|_| anyhow!("the server stopped"))?;
    }
    Ok(ExitCode::SUCCESS)
}

struct Options {
    port: Option<u16>,
    base: String,
}

impl Options {
    fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self {
            port: None,
            base: "/".to_owned(),
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let value = args
                .next()
                .with_context(|| format!("`{arg}` wants a value"))?;
            match arg.as_str() {
                "--port" => options.port = Some(value.parse().context("--port wants a number")?),
                "--base" => {
                    options.base = format!("/{}/", value.trim_matches('/')).replace("//", "/")
                }
                _ => bail!("unexpected argument `{arg}`"),
            }
        }
        Ok(options)
    }
}

/// The port asked for, or else the usual one, or else any that is free.
fn bind(port: Option<u16>) -> Result<Server> {
    let open = |port| Server::http(("127.0.0.1", port)).map_err(|error| anyhow!("{error}"));
    match port {
        Some(port) => open(port).with_context(|| format!("port {port}")),
        None => open(PORT).or_else(|_| open(0)),
    }
}

fn answer(request: Request, base: &str) -> std::io::Result<()> {
    let found = target(request.url(), base).and_then(|path| {
        let file = File::open(paths::dist().join(&path)).ok()?;
        file.metadata()
            .ok()?
            .is_file()
            .then_some((file, mime(&path)))
    });
    match found {
        Some((file, mime)) => {
            let response = Response::from_file(file)
                .with_header(header("Content-Type", mime))
                .with_header(header("Cache-Control", "no-store"));
            request.respond(response)
        }
        None => request.respond(Response::new(
            404.into(),
            vec![header("Content-Type", "text/plain; charset=utf-8")],
            Cursor::new(b"not found\n".to_vec()),
            Some(10),
            None,
        )),
    }
}

/// The file in `dist/` that a URL names: a plain relative path, or nothing.
fn target(url: &str, base: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix(base)?;
    let path = percent_decoded(path)?;
    if path.is_empty() {
        return Some("index.html".into());
    }
    let plain = path
        .split('/')
        .all(|part| !part.is_empty() && part != ".." && part != ".");
    (plain && !path.contains(['\\', ':', '\0'])).then(|| path.into())
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            out.push(u8::from_str_radix(str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("a valid header")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, base: &str, file: Option<&str>) {
        assert_eq!(
            target(url, base),
            file.map(PathBuf::from),
            "{url} under {base}"
        );
    }

    #[test]
    fn urls_name_files_in_dist_alone() {
        check("/", "/", Some("index.html"));
        check("/a/b/", "/a/b/", Some("index.html"));
        check("/a/b/data/x.json?v=1", "/a/b/", Some("data/x.json"));
        check("/%E5%B7%A5.html", "/", Some("工.html"));
        check("/data/x.json", "/a/", None);
        check("/../Cargo.toml", "/", None);
        check("/%2e%2e/Cargo.toml", "/", None);
        check("//etc/passwd", "/", None);
        check("/%2Fetc/passwd", "/", None);
        check("/a%00b", "/", None);
        check("/bad%zz", "/", None);
    }
}
