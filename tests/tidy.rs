//! The rules of the house, read off the source text: what each room may use, what each file must
//! say of itself, where colours and browser calls live, and that ARCHITECTURE.md maps the tree.
//! Every check lists all that it finds, each with its place.
//!
//! It must never need a compiler, a browser or git, nor change a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What a room of `src/` may use of the crate. `None` is everything.
const ROOMS: &[(&str, Option<&[&str]>)] = &[
    ("figure", Some(&[])),
    ("rows", Some(&[])),
    ("pace", Some(&[])),
    ("dataset", Some(&["figure", "order", "pace", "rows"])),
    ("query", Some(&["dataset", "pace", "rows"])),
    (
        "report",
        Some(&["figure", "dataset", "query", "order", "rows"]),
    ),
    ("exchange", Some(&["figure", "dataset", "query", "order"])),
    (
        "lang",
        Some(&[
            "figure", "dataset", "query", "report", "order", "edition", "workshop",
        ]),
    ),
    (
        "chart",
        Some(&["figure", "dataset", "report", "lang", "order"]),
    ),
    ("edition", Some(&["dataset", "query", "pace"])),
    ("synth", Some(&["dataset", "edition"])),
    (
        "import",
        Some(&[
            "figure", "dataset", "query", "exchange", "edition", "extract", "pace",
        ]),
    ),
    ("office", Some(&["figure", "pace"])),
    (
        "page",
        Some(&["figure", "dataset", "query", "report", "lang"]),
    ),
    ("extract", Some(&["figure", "dataset", "pace"])),
    (
        "workshop",
        Some(&[
            "figure", "dataset", "query", "edition", "import", "extract", "pace",
        ]),
    ),
    ("audit", Some(&["figure", "dataset", "query", "lang"])),
    ("host", Some(&["pace"])),
    ("app", None),
];

/// Crates of the browser, and the rooms that may name them.
const BROWSER_CRATES: &[(&str, &[&str])] = &[
    ("leptos", &["src/app/", "src/host/"]),
    ("gloo", &["src/app/", "src/host/"]),
    ("web_sys", &["src/app/", "src/host/"]),
    ("plotters_canvas", &["src/app/"]),
    ("web_sys::window", &["src/host/"]),
];

/// Nouns that every layer has under the same name.
const FEATURES: &[&str] = &["overview", "compare", "trend", "matrix"];

/// Nouns of views that are not drawn.
const LISTS: &[&str] = &["honours", "table", "doubts", "provenance", "answer"];

/// Folders of the code map, and those of them whose files it names one by one.
const MAPPED: &[&str] = &["src", "xtask", "tests", "style", "public", "bench", "docs"];
const MAPPED_BY_FILE: &[&str] = &["src", "xtask/src", "tests", "style", "bench", "docs"];

/// What files at the top the code map names, by their ending.
const MAPPED_AT_TOP: &[&str] = &[".rs", ".toml", ".html"];

/// The longest file of `src/`, in lines, and the longest line, in characters.
const MOST_LINES: usize = 420;
const MOST_COLUMNS: usize = 100;

/// A text file: its path from the root, with `/`, and what it says.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The lines that are no comment, each with its number.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    fn at(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }
}

// The tree.

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether a name is a person's work: not built, installed, locked or hidden.
fn is_ours(name: &str) -> bool {
    !name.starts_with('.')
        && ![
            "target",
            "dist",
            "node_modules",
            "package-lock.json",
            "Cargo.lock",
        ]
        .contains(&name)
}

/// Every file that is ours under `folder`, in order; pictures have no text and are left out.
fn files(folder: &str) -> Vec<File> {
    let mut found = Vec::new();
    walk(&root().join(folder), folder, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(folder: &Path, name: &str, found: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{name}: {error}")) {
        let entry = entry.expect("a folder's entry");
        let own = entry.file_name().to_string_lossy().into_owned();
        let path = if name.is_empty() {
            own.clone()
        } else {
            format!("{name}/{own}")
        };
        if !is_ours(&own) {
            continue;
        }
        if entry.path().is_dir() {
            walk(&entry.path(), &path, found);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            found.push(File { path, text });
        }
    }
}

fn read(path: &str) -> File {
    let text = fs::read_to_string(root().join(path));
    File {
        path: path.into(),
        text: text.unwrap_or_else(|error| panic!("{path}: {error}")),
    }
}

fn with_ending<'f>(files: &'f [File], endings: &[&str]) -> Vec<&'f File> {
    let fits = |file: &&File| endings.iter().any(|ending| file.path.ends_with(ending));
    files.iter().filter(fits).collect()
}

#[track_caller]
fn none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}\n  {}\n", findings.join("\n  "));
}

// What files say of themselves.

/// The `//!` block that opens a file, as one line.
fn opening(text: &str) -> Option<String> {
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[test]
fn every_file_says_what_it_is_and_what_it_must_never_do() {
    let mut findings = Vec::new();
    let top = vec![read("build.rs")];
    for (folder, files) in [
        ("", top),
        ("src", files("src")),
        ("xtask", files("xtask")),
        ("tests", files("tests")),
    ] {
        for file in with_ending(&files, &[".rs"]) {
            match opening(&file.text) {
                None => findings.push(file.at(1, "does not open with //!")),
                Some(block) if folder == "src" && !block.contains("must never") => {
                    findings.push(file.at(1, "the //! block does not say \"must never\""));
                }
                Some(_) => {}
            }
        }
    }
    none(
        "Every .rs file opens with //!: what it is, and in src/ what it must never do.",
        &findings,
    );
}

#[test]
fn no_module_is_a_drawer() {
    let drawers = [
        "utils", "util", "common", "core", "options", "helpers", "misc",
    ];
    let mut findings = Vec::new();
    for file in files("src").into_iter().chain(files("xtask")) {
        let mut parts = file.path.split(['/', '.']);
        if parts.any(|part| drawers.contains(&part)) {
            findings.push(file.at(1, "a name that says nothing"));
        }
    }
    none("A module is named after what it holds.", &findings);
}

#[test]
fn files_and_lines_are_short() {
    let mut findings = Vec::new();
    for file in with_ending(&files("src"), &[".rs", ".js"]) {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            findings.push(file.at(lines, &format!("more than {MOST_LINES} lines")));
        }
        for (number, line) in file.lines() {
            let columns = line.chars().count();
            if columns > MOST_COLUMNS {
                findings.push(file.at(number, &format!("{columns} columns")));
            }
        }
    }
    none(
        "A file of src/ has at most 420 lines of at most 100 characters.",
        &findings,
    );
}

// Rooms.

/// The rooms that a line of code names: `crate::room`, and `crate::{room, other::{…}}`.
fn rooms_named(line: &str) -> Vec<&str> {
    let mut rooms = Vec::new();
    for (at, path) in line.match_indices("crate::") {
        let after = &line[at + path.len()..];
        let Some(list) = after.strip_prefix('{') else {
            rooms.push(name_at(after));
            continue;
        };
        let (mut depth, mut is_start) = (1, true);
        for (at, character) in list.char_indices() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => is_start = true,
                _ if depth == 1 && is_start && !character.is_whitespace() => {
                    rooms.push(name_at(&list[at..]));
                    is_start = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

/// The identifier at the start of a text.
fn name_at(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    &text[..end]
}

#[test]
fn rooms_use_what_they_may() {
    let allowed: BTreeMap<&str, Option<&[&str]>> = ROOMS.iter().copied().collect();
    let mut findings = Vec::new();
    for file in with_ending(&files("src"), &[".rs"]) {
        let Some((room, _)) = file.path["src/".len()..].split_once('/') else {
            continue;
        };
        let Some(&allowed) = allowed.get(room) else {
            findings.push(file.at(
                1,
                &format!("the room `{room}` has no line in tests/tidy.rs"),
            ));
            continue;
        };
        let Some(allowed) = allowed else { continue };
        for (number, code) in statements(file) {
            for used in rooms_named(&code) {
                if used != room && !allowed.contains(&used) {
                    findings.push(file.at(number, &format!("{room} may not use {used}")));
                }
            }
        }
    }
    none(
        "A room uses only what ROOMS in tests/tidy.rs allows.",
        &findings,
    );
}

/// The code lines of a file; a `use` of several lines is one, at its first.
fn statements(file: &File) -> Vec<(usize, String)> {
    let mut joined: Vec<(usize, String)> = Vec::new();
    let mut is_open = false;
    for (number, line) in file.code() {
        match joined.last_mut().filter(|_| is_open) {
            Some((_, last)) => last.push_str(line.trim()),
            None => {
                let start = line.trim_start();
                is_open = start.starts_with("use ") || start.starts_with("pub use ");
                joined.push((number, line.to_owned()));
            }
        }
        is_open = is_open && !line.contains(';');
    }
    joined
}

#[test]
fn the_browser_stays_in_its_rooms() {
    let mut findings = Vec::new();
    for file in with_ending(&files("src"), &[".rs"]) {
        for (number, line) in file.code() {
            for (name, rooms) in BROWSER_CRATES {
                let is_there = rooms.iter().any(|room| file.path.starts_with(room));
                if !is_there && line.contains(name) {
                    findings.push(file.at(number, &format!("{name} outside {}", rooms.join(", "))));
                }
            }
        }
    }
    none(
        "Browser crates are named in app and host alone, the window in host alone.",
        &findings,
    );
}

#[test]
fn leptos_delegates_no_events() {
    let manifest = read("Cargo.toml");
    let lines = manifest
        .lines()
        .filter(|(_, line)| line.trim_start().starts_with("leptos"));
    let findings: Vec<String> = lines
        .filter(|(_, line)| {
            line.contains("delegation") || !line.contains("default-features = false")
        })
        .map(|(number, line)| manifest.at(number, line))
        .collect();
    let rule = "With leptos's event delegation two elements on one page double their clicks.";
    none(rule, &findings);
}

#[test]
fn a_feature_has_one_name_in_every_layer() {
    let snapshots = files("tests/snapshots");
    let mut findings = Vec::new();
    for noun in FEATURES {
        let layers = [
            format!("src/report/{noun}.rs"),
            format!("src/chart/{noun}.rs"),
            format!("src/app/{noun}_panel.rs"),
        ];
        findings.extend(
            layers
                .into_iter()
                .filter(|path| !root().join(path).is_file()),
        );
        let start = format!("tests/snapshots/{noun}_");
        if !snapshots.iter().any(|file| file.path.starts_with(&start)) {
            findings.push(format!("{start}*.svg"));
        }
    }
    for noun in LISTS {
        let layers = [
            format!("src/report/{noun}.rs"),
            format!("src/app/{noun}_panel.rs"),
        ];
        findings.extend(
            layers
                .into_iter()
                .filter(|path| !root().join(path).is_file()),
        );
    }
    none(
        "A feature is one noun through every layer; these are missing:",
        &findings,
    );
}

// Colours.

/// The names after each `start` in a text: `--ink` of `var(--ink)`.
fn names_after(text: &str, start: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for (at, found) in line.match_indices(start) {
            let rest = &line[at + found.len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            names.push((number, rest[..end.unwrap_or(rest.len())].to_owned()));
        }
    }
    names
}

/// The custom properties that a sheet declares.
fn declared(css: &str) -> BTreeSet<String> {
    let lines = css.lines().map(str::trim_start);
    let names =
        lines.filter_map(|line| Some(line.strip_prefix("--")?.split_once(':')?.0.to_owned()));
    names.collect()
}

#[test]
fn tokens_are_declared_and_used() {
    let tokens = declared(&read("style/tokens.css").text);
    // The charts take colours by name, and the series by number.
    let theme = read("src/chart/theme.rs").text;
    let mut used: BTreeSet<String> = tokens
        .iter()
        .filter(|name| name.starts_with("series-") || theme.contains(&format!("\"{name}\"")))
        .cloned()
        .collect();
    let mut findings = Vec::new();
    for file in with_ending(&files("style"), &[".css"]) {
        // A sheet may have sizes of its own; colours it may not, see below.
        let own = declared(&file.text);
        for (number, name) in names_after(&file.text, "var(--") {
            if !tokens.contains(&name) && !own.contains(&name) {
                findings.push(file.at(number, &format!("--{name} is no token")));
            }
            used.insert(name);
        }
    }
    let idle = tokens.difference(&used);
    findings.extend(idle.map(|name| format!("style/tokens.css: --{name} is not used")));
    none(
        "Style sheets and tokens.css name the same tokens.",
        &findings,
    );
}

#[test]
fn every_sheet_is_in_the_program_or_the_page() {
    let (build, page) = (read("build.rs").text, read("index.html").text);
    let mut findings = Vec::new();
    for file in with_ending(&files("style"), &[".css"]) {
        let name = file.path["style/".len()..].trim_end_matches(".css");
        if !build.contains(&format!("\"{name}\"")) && !page.contains(&file.path) {
            findings.push(file.at(1, "neither build.rs nor index.html names it"));
        }
    }
    none("A sheet that nothing names styles nothing.", &findings);
}

/// Whether a line of code or CSS holds a hexadecimal colour.
fn has_hex_colour(line: &str) -> bool {
    line.match_indices('#').any(|(at, _)| {
        let rest = &line[at + 1..];
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '-')
            .unwrap_or(rest.len());
        let (digits, all) = (&rest[..end], [3, 4, 6, 8]);
        all.contains(&end) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[test]
fn colours_are_in_the_tokens_alone() {
    let mut findings = Vec::new();
    let sources = [files("style"), files("src"), vec![read("index.html")]];
    for file in sources
        .iter()
        .flatten()
        .filter(|file| file.path != "style/tokens.css")
    {
        for (number, line) in file.code() {
            if has_hex_colour(line) {
                findings.push(file.at(number, line.trim()));
            }
        }
    }
    none(
        "A colour stands in style/tokens.css and nowhere else.",
        &findings,
    );
}

// What is published.

#[test]
fn nothing_tells_whose_machine_it_was_written_on() {
    // Put together, so that this file does not find itself.
    let places = ["root", "home", "work", "Users"].map(|name| format!("/{name}/"));
    // A made-up home, for a test that looks for such paths.
    let example = format!("{}someone", places[1]);
    let mut findings = Vec::new();
    for file in files("") {
        for (number, line) in file.lines() {
            let line = line.replace(&example, "");
            let found = places.iter().filter(|place| line.contains(place.as_str()));
            findings.extend(found.map(|place| file.at(number, place)));
        }
    }
    none(
        "A file that is published names no machine's folders.",
        &findings,
    );
}

/// The paths in the first column of the tables under "Code map".
fn mapped(architecture: &File) -> BTreeMap<String, usize> {
    let lines = architecture
        .lines()
        .skip_while(|(_, line)| *line != "## Code map")
        .skip(1);
    let rows = lines.take_while(|(_, line)| !line.starts_with("## "));
    let cells = rows
        .filter_map(|(number, line)| Some((number, line.strip_prefix('|')?.split_once('|')?.0)));
    let paths = cells.flat_map(|(number, cell)| {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(move |path| (path.to_owned(), number))
    });
    paths.collect()
}

#[test]
fn the_code_map_is_the_tree() {
    let mut tree = BTreeSet::new();
    for file in MAPPED.iter().flat_map(|folder| files(folder)) {
        let (folder, _) = file.path.rsplit_once('/').expect("a file in a folder");
        if MAPPED_BY_FILE.contains(&folder) {
            tree.insert(file.path.clone());
        }
        // Every folder on the way, but for those at the top: they are the map's headings.
        for (at, _) in folder.match_indices('/').chain([(folder.len(), "")]) {
            let folder = format!("{}/", &folder[..at]);
            if !MAPPED.contains(&folder.trim_end_matches('/')) {
                tree.insert(folder);
            }
        }
    }
    let top = fs::read_dir(root()).expect("the root's entries");
    let names = top
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    tree.extend(
        names.filter(|name| {
            is_ours(name) && MAPPED_AT_TOP.iter().any(|ending| name.ends_with(ending))
        }),
    );
    let architecture = read("ARCHITECTURE.md");
    let map = mapped(&architecture);
    let unmapped = tree.iter().filter(|path| !map.contains_key(*path));
    let mut findings: Vec<String> = unmapped
        .map(|path| format!("{path} is not in ARCHITECTURE.md"))
        .collect();
    let gone = map.iter().filter(|(path, _)| !tree.contains(*path));
    findings.extend(gone.map(|(path, line)| architecture.at(*line, &format!("{path} is gone"))));
    none(
        "The code map of ARCHITECTURE.md names the folders and top files that there are.",
        &findings,
    );
}

/// The relative targets of a Markdown text's links and pictures.
fn links(text: &str) -> Vec<(usize, &str)> {
    let lines = (1..).zip(text.lines());
    let targets = lines.flat_map(|(number, line)| {
        line.split("](")
            .skip(1)
            .filter_map(move |rest| Some((number, rest.split_once(')')?.0)))
    });
    let is_file = |target: &str| !target.contains("://") && !target.starts_with('#');
    targets.filter(|(_, target)| is_file(target)).collect()
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut findings = Vec::new();
    for file in with_ending(&files(""), &[".md"]) {
        let path = root().join(&file.path);
        let folder = path.parent().expect("a folder");
        for (number, target) in links(&file.text) {
            let target = target.split('#').next().unwrap_or_default();
            if !folder.join(target).exists() {
                findings.push(file.at(number, &format!("{target} is not there")));
            }
        }
    }
    let rule =
        "Links lead somewhere. The pictures are made by `npm run screenshots` in tests/browser.";
    none(rule, &findings);
}

// The checks themselves.

#[test]
fn the_readers_of_source_text_read_it() {
    assert_eq!(rooms_named("use crate::figure::Bound;"), ["figure"]);
    assert_eq!(
        rooms_named("use crate::{a, b::{c, d}, e::f}; crate::g()"),
        ["a", "b", "e", "g"]
    );
    assert!(rooms_named("pub(crate) fn x() {}").is_empty());
    assert_eq!(
        opening("//! One\n//! two.\n\nuse x;"),
        Some("One two.".into())
    );
    assert_eq!(opening("use x;"), None);
    assert_eq!(
        names_after("a: var(--ink-soft, 0) var(--x)", "var(--").len(),
        2
    );
    assert_eq!(
        declared("  --ink: #000;\n  color: red;")
            .into_iter()
            .collect::<Vec<_>>(),
        ["ink"]
    );
    assert!(has_hex_colour("color: #fff;") && has_hex_colour("\"#a61b29\""));
    assert!(!has_hex_colour(
        "href=\"#main\" #[test] r#\"x\"# '#abcdefg' #add-a-chart"
    ));
    assert_eq!(
        links("[a](b.md#c) ![d](e.png) [f](https://g)"),
        [(1, "b.md#c"), (1, "e.png")]
    );
    let map = File {
        path: String::new(),
        text: "## Code map\n| `a/` `b.rs` | `c` |\n## D".into(),
    };
    assert_eq!(mapped(&map).into_keys().collect::<Vec<_>>(), ["a/", "b.rs"]);
}
