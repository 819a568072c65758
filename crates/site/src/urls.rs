//! Where pages and files lie: from content paths to output paths and URLs.
//!
//! The rule, part by part of the content path: letters and digits of any script stay, in lower case; everything
//! else (spaces, `&`, `_`, `.`) becomes one `-`; apostrophes vanish. A number at the beginning that only orders
//! (`01_Strategy`) is dropped unless two neighbours would then be alike. `slug` in the front matter takes the place of
//! the last part. A page is `dir/index.html`, so its URL ends with `/`; URLs are percent-encoded. A folder's page is
//! the folder. Other files keep their names, cleaned, in the folder that holds the pages of theirs.
//!
//! Whatever names say, an output path is relative, has no `.` or `..` part, no part longer than 120 bytes, no
//! name that Windows reserves, and differs from all others in more than letter case.

mod claims;
mod plan;
mod redirects;
mod slug;

pub use plan::{DocumentEntry, FolderEntry, Location, PlanInput, UrlPlan};
pub use slug::{clean_file_name, encode, slug};
