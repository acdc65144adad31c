//! What a package says of its parts: which sheets a workbook has, and where. It must never point
//! out of the package.

use super::broken::Broken;
use super::xml::{Step, Steps, attribute};

/// Parts that a part may name: more than a workbook has sheets.
const MOST_RELATIONS: usize = 4096;

/// One part that another names.
struct Relation {
    id: String,
    kind: String,
    path: String,
}

/// What `.rels` says of parts, whose targets are relative to a folder such as `xl/`.
fn relations(xml: &str, folder: &str) -> Result<Vec<Relation>, Broken> {
    let mut steps = Steps::new(xml, "Relationships")?;
    let mut found = Vec::new();
    loop {
        match steps.next()? {
            Step::Open(start) if start.local_name().into_inner() == "Relationship" => {
                let value = |name| Ok(attribute(&start, name)?.unwrap_or_default().into_owned());
                if value("TargetMode")? != "External" {
                    found.push(Relation {
                        id: value("Id")?,
                        kind: value("Type")?,
                        path: path(folder, &value("Target")?),
                    });
                }
            }
            Step::End => return Ok(found),
            _ if found.len() > MOST_RELATIONS => return Err(Broken::Content),
            _ => {}
        }
    }
}

/// The name of the entry at a target.
fn path(folder: &str, target: &str) -> String {
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            _ => names.push(name),
        }
    }
    names.join("/")
}

/// The entry that a package is about, by `_rels/.rels`: `word/document.xml` or `xl/workbook.xml`,
/// mostly.
///
/// # Errors
/// `Xml`, `DocType` or `Content`.
pub fn main_part(rels_xml: &str) -> Result<Option<String>, Broken> {
    let found = relations(rels_xml, "")?.into_iter();
    let mut found = found.filter(|part| part.kind.ends_with("/officeDocument"));
    Ok(found.next().map(|part| part.path))
}

/// The sheets of a workbook that have cells, each with its name and its entry: those that are seen
/// first, then the hidden ones, each in the workbook's order. The arguments are `xl/workbook.xml`
/// and `xl/_rels/workbook.xml.rels`.
///
/// # Errors
/// `Xml`, `DocType` or `Content`; `From1904` for a workbook that counts days from 1904.
pub fn sheets(workbook_xml: &str, rels_xml: &str) -> Result<Vec<(String, String)>, Broken> {
    let relations = relations(rels_xml, "xl")?;
    let mut steps = Steps::new(workbook_xml, "workbook")?;
    let (mut seen, mut hidden) = (Vec::new(), Vec::new());
    loop {
        match steps.next()? {
            Step::Open(start) => match start.local_name().into_inner() {
                "workbookPr" => {
                    let from_1904 = attribute(&start, "date1904")?;
                    if from_1904.is_some_and(|is_so| is_so == "1" || is_so == "true") {
                        return Err(Broken::From1904);
                    }
                }
                "sheet" => {
                    let id = attribute(&start, "id")?.unwrap_or_default();
                    // Sheets that are one chart, or macros, have no cells.
                    let is_its =
                        |part: &&Relation| part.id == id && part.kind.ends_with("/worksheet");
                    let Some(part) = relations.iter().find(is_its) else {
                        continue;
                    };
                    let name = attribute(&start, "name")?.unwrap_or_default().into_owned();
                    let state = attribute(&start, "state")?;
                    let is_hidden = state.is_some_and(|state| state != "visible");
                    let list = if is_hidden { &mut hidden } else { &mut seen };
                    list.push((name, part.path.clone()));
                }
                _ => {}
            },
            Step::Close(_) | Step::Text(_) => {}
            Step::End => break,
        }
    }
    seen.append(&mut hidden);
    Ok(seen)
}
