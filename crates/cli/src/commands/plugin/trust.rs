//! `plugin trust` and `plugin untrust`.

use std::fs;
use std::path::{Path, PathBuf};

use stratbook_host::{Hash, TrustStore};

use super::find;
use crate::arguments::PluginTrust;
use crate::commands::{Context, Outcome};
use crate::failure::Failure;
use crate::render::human::{GOOD, NAME};
use crate::text::tame;

/// A library that is meant.
struct Meant {
    id: String,
    path: PathBuf,
    hash: Hash,
}

pub(super) fn trust(arguments: &PluginTrust, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let meant = meant(&arguments.plugin, context)?;
    remember(&meant.id, &meant.path, meant.hash)?;
    let shown = context.shown(&meant.path);
    context.terminal.say(&format!("{GOOD}trusted{GOOD:#} {} {shown}", tame(&meant.id)));
    context
        .terminal
        .say(&format!("as long as its bytes stay these; in CI: {NAME}--trust {}{NAME:#}", meant.hash));
    Ok(Outcome::Done)
}

pub(super) fn untrust(arguments: &PluginTrust, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    // A hash can be named as it is: its library may be gone.
    let (name, hash) = if let Ok(hash) = arguments.plugin.parse::<Hash>() {
        (hash.to_string(), hash)
    } else {
        let meant = meant(&arguments.plugin, context)?;
        (meant.id, meant.hash)
    };
    let was = store()?.untrust(hash).map_err(|error| Failure::system("change the trust store", &error))?;
    let name = tame(&name);
    if was {
        context.terminal.say(&format!("{GOOD}no longer trusted{GOOD:#} {name}"));
    } else {
        context.terminal.say(&format!("{name} was not trusted"));
    }
    Ok(Outcome::Done)
}

/// Trusts a library.
pub(super) fn remember(id: &str, path: &Path, hash: Hash) -> Result<(), Failure> {
    store()?.trust(hash, path, id).map_err(|error| Failure::system("write to the trust store", &error))
}

fn store() -> Result<TrustStore, Failure> {
    TrustStore::default_path().map(TrustStore::new).ok_or_else(|| {
        Failure::new("there is no folder to keep trust in")
            .hint("set `HOME` or `XDG_STATE_HOME`, or use `--trust HASH` for one run")
    })
}

/// The library that a path or an id means.
fn meant(named: &str, context: &Context<'_>) -> Result<Meant, Failure> {
    let path = context.here.join(named);
    if path.is_file() && path.file_name().is_none_or(|name| name != "plugin.toml") {
        let bytes = fs::read(&path)
            .map_err(|error| Failure::system(format!("read `{}`", context.shown(&path)), &error))?;
        let id = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        return Ok(Meant { id, path: path.canonicalize().unwrap_or(path), hash: Hash::of(&bytes) });
    }
    let workspace = context.workspace()?;
    let (host, said) = workspace.host();
    let folder = if path.is_file() { path.parent().map(Path::to_path_buf) } else { Some(path.clone()) };
    let folder = folder.filter(|folder| folder.is_dir()).and_then(|folder| folder.canonicalize().ok());
    let of_folder = folder.as_ref().and_then(|folder| {
        host.plugins().iter().find(|plugin| {
            plugin.folder.as_ref().and_then(|own| own.canonicalize().ok()).as_ref() == Some(folder)
        })
    });
    let plugin = match (of_folder, folder) {
        (Some(plugin), _) => plugin,
        (None, Some(_)) => {
            let mut failure =
                Failure::new(format!("there is no usable plugin in `{}`", context.shown(&path)))
                    .hint("a plugin is a folder below `plugins` of the workspace with a `plugin.toml` in it");
            failure.diagnostics = said.to_vec();
            return Err(failure);
        }
        (None, None) => find(host, named)?,
    };
    let id = plugin.manifest.id.clone();
    let Some(library) = &plugin.library else {
        if plugin.folder.is_none() {
            return Err(Failure::new(format!("`{id}` is bundled with Stratbook and needs no trust")));
        }
        let mut failure = Failure::new(format!("`{id}` has no library that could be trusted"))
            .hint(format!("`stratbook plugin build {id}` makes one"));
        failure.diagnostics = said.to_vec();
        return Err(failure);
    };
    Ok(Meant { id, path: library.path.clone(), hash: library.hash })
}
