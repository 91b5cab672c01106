//! Addresses in the site: paths that are valid on every file system and stay stable.

use sha2::{Digest, Sha256};

/// A folder name for public text: the text itself if it is plain ASCII, else a hash of it. Korean names are avoided
/// because systems normalise them differently (NFC, NFD), and some characters are not allowed in file names.
pub fn slug(words: &str) -> String {
    let plain: String = words.to_ascii_lowercase().replace(' ', "-");
    let fits = plain.len() <= 40
        && plain.starts_with(|c: char| c.is_ascii_lowercase())
        && plain.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !RESERVED.contains(&plain.as_str());
    if fits {
        return plain;
    }
    let digest = Sha256::digest(words.as_bytes());
    format!("x{}", digest.iter().take(6).map(|b| format!("{b:02x}")).collect::<String>())
}

/// Names reserved for devices on some systems, or special to web servers.
const RESERVED: [&str; 8] = ["con", "prn", "aux", "nul", "com1", "lpt1", "index", "page"];

/// Relative path from a page to the root of the site: `../` for each folder.
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_safe_and_differ() {
        assert_eq!(slug("community"), "community");
        assert_eq!(slug("CC BY-ND"), "cc-by-nd");
        for words in ["결과보고", "con", "", "a/b", "../x", "2019", "가".repeat(300).as_str(), "a\u{0}b"] {
            let slug = slug(words);
            assert!(
                slug.len() <= 40 && slug.starts_with('x') && slug.chars().all(|c| c.is_ascii_alphanumeric()),
                "{slug}"
            );
        }
        assert_ne!(slug("결과보고"), slug("결과 보고"));
    }

    #[test]
    fn the_root_is_as_far_up_as_the_page_is_deep() {
        assert_eq!(root_of("index.html"), "");
        assert_eq!(root_of("year/2019/index.html"), "../../");
    }
}
