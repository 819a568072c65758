//! Rules about files and their encoding (SB01xx).

rules! { "reading";
    /// The file holds bytes that are not UTF-8.
    ///
    /// Each bad byte is shown as `�` and the rest of the document is built. Files saved by old editors are often in
    /// Windows-1252 or Latin-1: save the file as UTF-8.
    INVALID_UTF8 = "SB0101", "invalid-utf8", Warning;
    /// The document has no text at all.
    ///
    /// An empty file still becomes a page, so that links to it work, but readers find nothing there. Write a first
    /// sentence, mark it `draft: true`, or remove the file.
    EMPTY_DOCUMENT = "SB0102", "empty-document", Warning;
    /// The file is encoded as UTF-16.
    ///
    /// It starts with a UTF-16 byte-order mark, was decoded, and is built like any other document. Most other tools read
    /// it as garbage, and `git diff` calls it binary: save the file as UTF-8.
    UTF16 = "SB0103", "utf-16", Info;
    /// The text holds NUL characters.
    ///
    /// A zero byte in a text file is nearly always damage from a crash or a wrong encoding (UTF-16 without a byte-order
    /// mark looks like this). Each is shown as `�`. Restore the file, or save it as UTF-8.
    NUL_BYTES = "SB0104", "nul-bytes", Warning;
    /// The file is very large.
    ///
    /// It is built, but a page of this size is slow to open and of little use to a reader. Often it is a data dump or
    /// holds images as base64 text. Split it, or leave it out with `exclude`.
    HUGE_FILE = "SB0105", "huge-file", Warning;
    /// A file or folder cannot be read.
    ///
    /// It is not in the handbook; everything else is built. Most often it lacks read permission, or vanished while it was
    /// being read. Check with `ls -l`, mend it with `chmod +r` (folders: `chmod +rx`), or leave it out with `exclude`.
    UNREADABLE_FILE = "SB0106", "unreadable-file", Error;
    /// A symbolic link leads back to a folder that holds it.
    ///
    /// Following it would never end, so it is left out; the folder it leads to is read where it lies. Remove the link, or
    /// leave it out with `exclude`.
    LINK_LOOP = "SB0107", "link-loop", Warning;
    /// A symbolic link leads out of the content folder.
    ///
    /// Only what lies in the content folder is published: a link could otherwise bring any file of the machine into the
    /// handbook. Copy the file into the content folder, or leave the link out with `exclude`.
    LINK_OUTSIDE = "SB0108", "link-outside", Warning;
    /// A symbolic link leads nowhere.
    ///
    /// What it names does not exist (any more). Correct or remove the link.
    DANGLING_LINK = "SB0109", "dangling-link", Warning;
    /// A symbolic link to a folder lies inside a linked folder.
    ///
    /// Links to folders are followed one level deep: a few links into each other's folders could otherwise stand for
    /// millions of paths. Link to the inner folder directly.
    NESTED_LINK = "SB0110", "nested-link", Info;
    /// A file's name is not UTF-8.
    ///
    /// Its bad bytes are read as `�`, and its page's address is made from that, so links to it are hard to write. Rename
    /// the file; `convmv -f latin1 -t utf8` does it for many.
    NAME_NOT_UTF8 = "SB0111", "name-not-utf8", Warning;
    /// Two files have the same path once their names are read.
    ///
    /// Names that are not UTF-8 are read with `�`, and `\` in a name counts as `/`; so two different files can come out
    /// alike. The first by bytes is kept, the other is left out. Rename one.
    DUPLICATE_PATH = "SB0112", "duplicate-path", Error;
    /// The file starts with a byte-order mark.
    ///
    /// The mark is an invisible character that some Windows editors put first. It is removed and does no harm here; other
    /// tools take it for text and then miss the front matter. Save as "UTF-8" instead of "UTF-8 with BOM".
    BYTE_ORDER_MARK = "SB0113", "byte-order-mark", Info;
    /// Some lines end as on Windows, others as elsewhere.
    ///
    /// The document is built as usual. Mixed line ends make noisy diffs; let the editor write one kind, or have Git do it
    /// with a `.gitattributes` line: `*.md text=auto`.
    MIXED_LINE_ENDS = "SB0114", "mixed-line-ends", Info;
    /// Lines end as on Windows (CRLF).
    ///
    /// The document is built as usual and its line ends are kept. To have the same line ends for everyone, put
    /// `*.md text=auto` into `.gitattributes`. Turn this off with `windows-line-ends = "off"` where they are meant.
    WINDOWS_LINE_ENDS = "SB0115", "windows-line-ends", Info;
}
