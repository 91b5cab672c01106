//! What a file is: the extension says what a reader expects, the content what programs open. Both must agree.

use gian_diagnostics::{Text, text};

use super::members::damaged;

/// A kind of file that can be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Hwpx,
    Xlsx,
    Docx,
    Pptx,
    /// ODT, ODS, ODP.
    Odf,
    Pdf,
    Jpeg,
    Png,
    Svg,
    /// CSV and TXT.
    Text,
    Zip,
    /// Binary formats of old office programs, which only a person can review.
    Opaque,
}

/// The kind that an extension names.
pub(super) fn by_extension(name: &str) -> Option<Kind> {
    Some(match extension(name).as_str() {
        "hwpx" => Kind::Hwpx,
        "xlsx" => Kind::Xlsx,
        "docx" => Kind::Docx,
        "pptx" => Kind::Pptx,
        "odt" | "ods" | "odp" => Kind::Odf,
        "pdf" => Kind::Pdf,
        "jpg" | "jpeg" => Kind::Jpeg,
        "png" => Kind::Png,
        "svg" => Kind::Svg,
        "csv" | "txt" => Kind::Text,
        "zip" => Kind::Zip,
        "hwp" | "xls" | "doc" | "ppt" => Kind::Opaque,
        _ => return None,
    })
}

fn extension(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default()
}

/// First bytes of OLE containers: binary office files, and OOXML files with a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// First bytes of HWP files before version 5.
const OLD_HWP: &[u8] = b"HWP Document File";

/// The kind of a file.
///
/// # Errors
/// A kind that cannot be attached, or a content that is not what the extension says.
pub(super) fn detect(name: &str, bytes: &[u8]) -> Result<Kind, Text> {
    let Some(kind) = by_extension(name) else { return Err(unknown(&extension(name))) };
    let zip = bytes.starts_with(b"PK\x03\x04");
    let fits = match kind {
        Kind::Hwpx | Kind::Xlsx | Kind::Docx | Kind::Pptx | Kind::Odf => zip,
        Kind::Zip => zip || bytes.starts_with(b"PK\x05\x06"),
        Kind::Pdf => bytes.starts_with(b"%PDF-"),
        Kind::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
        Kind::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        Kind::Opaque => bytes.starts_with(OLE) || (extension(name) == "hwp" && bytes.starts_with(OLD_HWP)),
        Kind::Svg | Kind::Text => true,
    };
    match (fits, kind) {
        (true, _) => Ok(kind),
        (false, Kind::Xlsx | Kind::Docx | Kind::Pptx) if bytes.starts_with(OLE) => Err(super::members::encrypted()),
        (false, _) => Err(mismatch(&extension(name))),
    }
}

/// The error for a file whose content is not what its extension says.
pub(super) fn mismatch(extension: &str) -> Text {
    text!(
        "내용이 확장자 `.{}`과(와) 다릅니다: 만든 프로그램에서 열어 알맞은 형식으로 다시 저장하십시오",
        "the content is not what the extension `.{}` says: open it in its program and save it in the right format"; extension
    )
}

fn unknown(extension: &str) -> Text {
    text!(
        "`.{}` 파일은 붙일 수 없습니다: hwpx, xlsx, docx, pptx, odt, ods, odp, pdf, jpg, png, svg, csv, txt, zip, hwp, xls, doc, ppt 가운데 하나로 바꾸십시오",
        "a `.{}` file cannot be attached: turn it into one of hwpx, xlsx, docx, pptx, odt, ods, odp, pdf, jpg, png, svg, csv, txt, zip, hwp, xls, doc, ppt"; extension
    )
}

/// Verifies that a file is text in UTF-8, UTF-16 or the Korean encoding of Windows.
pub(super) fn plain_text(bytes: &[u8]) -> Result<(), Text> {
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // Other control characters do not occur in text, but in programs and in text that hides itself from terminals.
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c);
    if utf16 {
        return if bytes.len().is_multiple_of(2) { Ok(()) } else { Err(damaged("UTF-16")) };
    }
    let readable = std::str::from_utf8(bytes).is_ok()
        || encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    let starts: [&[u8]; 4] = [b"MZ\x90", b"%PDF-", b"PK\x03\x04", b"\x7fELF"];
    if bytes.iter().any(control) || !readable || starts.iter().any(|s| bytes.starts_with(s)) {
        return Err(text!(
            "글 파일이 아닙니다: 글만 있는 파일로 다시 저장하십시오",
            "it is not a text file: save it again as text only"
        ));
    }
    Ok(())
}
