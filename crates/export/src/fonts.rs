//! The fonts that text is drawn with: those installed on the machine.
use std::path::{Path, PathBuf};

/// One face of a font file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The whole file: TrueType, OpenType, or a collection of those.
    pub bytes: Vec<u8>,
    /// Which face of a collection; 0 for a file of one face.
    pub index: u32,
}

/// Faces in the order they are asked for a character.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fonts {
    /// For running text; the first one sets the look.
    pub regular: Vec<Face>,
    /// For headings; what these lack is taken from [`Fonts::regular`].
    pub bold: Vec<Face>,
}

/// A font file by name, and which face of it.
type Candidate = (&'static str, u32);

/// Latin faces with figures of equal width, regular and bold; the first pair found is used.
const LATIN: &[(Candidate, Candidate)] = &[
    (("LiberationSans-Regular.ttf", 0), ("LiberationSans-Bold.ttf", 0)),
    (("NotoSans-Regular.ttf", 0), ("NotoSans-Bold.ttf", 0)),
    (("DejaVuSans.ttf", 0), ("DejaVuSans-Bold.ttf", 0)),
    (("arial.ttf", 0), ("arialbd.ttf", 0)),
    (("Arial.ttf", 0), ("Arial Bold.ttf", 0)),
];

/// Faces with many alphabets and signs; the first one found is used.
const BROAD: &[Candidate] =
    &[("DejaVuSans.ttf", 0), ("NotoSans-Regular.ttf", 0), ("segoeui.ttf", 0)];

/// Chinese faces; the first one found is used. The Noto collection holds
/// Japanese, Korean, then simplified Chinese.
const CHINESE: &[Candidate] = &[
    ("NotoSansCJK-Regular.ttc", 2),
    ("DroidSansFallbackFull.ttf", 0),
    ("wqy-zenhei.ttc", 0),
    ("wqy-microhei.ttc", 0),
    ("Hiragino Sans GB.ttc", 0),
    ("STHeiti Light.ttc", 0),
    ("Arial Unicode.ttf", 0),
    ("msyh.ttc", 0),
    ("simsun.ttc", 0),
];

/// Folders are not followed deeper than this.
const DEPTH: usize = 6;

impl Fonts {
    /// Finds fonts where the operating system keeps them. A machine without
    /// any gives an empty value, which a PDF cannot be made with.
    pub fn installed() -> Self {
        let files = files_under(&folders());
        let mut fonts = Self::default();
        for (regular, bold) in LATIN {
            let Some(face) = load(&files, *regular) else { continue };
            fonts.regular.push(face);
            fonts.bold.extend(load(&files, *bold));
            break;
        }
        for candidates in [BROAD, CHINESE] {
            let found = candidates.iter().find_map(|candidate| load(&files, *candidate));
            fonts.regular.extend(found.filter(|face| !fonts.regular.contains(face)));
        }
        fonts
    }
}

fn load(files: &[PathBuf], (name, index): Candidate) -> Option<Face> {
    let named =
        |path: &&PathBuf| path.file_name().is_some_and(|file| file.eq_ignore_ascii_case(name));
    files.iter().filter(named).find_map(|path| readable(path, index))
}

fn readable(path: &Path, index: u32) -> Option<Face> {
    let bytes = std::fs::read(path).ok()?;
    ttf_parser::Face::parse(&bytes, index).ok()?;
    Some(Face { bytes, index })
}

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/run/host/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
    ]
    .iter()
    .map(PathBuf::from)
    .collect();
    if let Some(home) = std::env::home_dir() {
        folders.extend(
            [".local/share/fonts", ".fonts", "Library/Fonts"].map(|folder| home.join(folder)),
        );
    }
    folders.extend(std::env::var_os("WINDIR").map(|windows| Path::new(&windows).join("Fonts")));
    folders
}

fn files_under(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in folders {
        collect(folder, DEPTH, &mut files);
    }
    files
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        match path.is_dir() {
            true if depth > 0 => collect(&path, depth - 1, files),
            true => {}
            false => files.push(path),
        }
    }
}
