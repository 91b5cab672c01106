//! Results of a scan: findings by file, place and channel. A finding never contains the value itself.

use gian_korean::personal::Kind as PersonalKind;

macro_rules! channels {
    ($($(#[$doc:meta])* $name:ident $ko:literal $en:literal)*) => {
        /// The channel through which a value reaches a reader.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Channel { $($(#[$doc])* $name),* }

        impl Channel {
            /// Every channel.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Korean name.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $ko),* }
            }

            /// English name.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$name => $en),* }
            }
        }
    };
}

channels! {
    /// The name of a file.
    FileName "파일 이름" "file name"
    /// Text of a page, including covered text and text outside the page.
    PdfText "PDF 본문" "PDF text"
    /// The map from glyphs to characters.
    PdfToUnicode "PDF 글자 대응표" "PDF character map"
    /// Alternative and actual text.
    PdfAltText "PDF 대체 텍스트" "PDF alternative text"
    /// An outline entry.
    PdfBookmark "PDF 책갈피" "PDF bookmark"
    /// The Info dictionary.
    PdfInfo "PDF 문서 정보" "PDF document information"
    /// XMP metadata.
    PdfXmp "PDF XMP 메타데이터" "PDF XMP metadata"
    /// A file inside, its name and its description.
    PdfEmbeddedFile "PDF 첨부 파일" "file embedded in a PDF"
    /// A note or another annotation.
    PdfAnnotation "PDF 주석" "PDF annotation"
    /// The value of a form field.
    PdfForm "PDF 양식 값" "PDF form value"
    /// An object that a later revision replaces.
    PdfOlderRevision "PDF 이전 판" "older revision of a PDF"
    /// An object that nothing refers to.
    PdfUnreachable "PDF의 쓰이지 않는 객체" "unused object of a PDF"
    /// A comment between objects.
    PdfComment "PDF 파일 주석" "comment in a PDF file"
    /// Bytes after the end.
    PdfAfterEnd "PDF 끝 뒤" "bytes after the end of a PDF"
    /// Any other string, name or stream.
    PdfObject "PDF 객체" "PDF object"
    /// EXIF, XMP, IPTC, comments and text chunks.
    ImageMetadata "이미지 메타데이터" "image metadata"
    /// Bytes after the end of a picture.
    ImageAfterEnd "이미지 끝 뒤" "bytes after the end of an image"
    /// Text of a page.
    HtmlText "HTML 본문" "HTML text"
    /// An attribute.
    HtmlAttribute "HTML 속성" "HTML attribute"
    /// A comment.
    HtmlComment "HTML 원문·주석" "HTML source or comment"
    /// A script in a page.
    Script "스크립트" "script"
    /// A style sheet.
    Style "스타일" "style sheet"
    /// JSON.
    Json "JSON" "JSON"
    /// XML, including feeds.
    Xml "XML" "XML"
    /// A drawing in SVG.
    Svg "SVG" "SVG"
    /// A table of values.
    Csv "CSV" "CSV"
    /// Any other text.
    PlainText "텍스트" "plain text"
    /// Percent-encoding.
    Percent "퍼센트 부호화" "percent-encoding"
    /// Base64.
    Base64 "base64 부호화" "base64"
    /// Hexadecimal digits.
    Hex "16진 부호화" "hexadecimal"
    /// Data of a member of a ZIP file.
    ZipMember "ZIP 안의 파일" "member of a ZIP file"
    /// The name of a member.
    ZipName "ZIP 안의 파일 이름" "name in a ZIP file"
    /// A comment on the file or on a member.
    ZipComment "ZIP 주석" "comment of a ZIP file"
    /// An extra field of a member.
    ZipExtra "ZIP 추가 필드" "extra field of a ZIP file"
    /// Bytes that belong to no member, and members missing from the directory.
    ZipHidden "ZIP의 목록에 없는 내용" "unlisted content of a ZIP file"
    /// A compressed file.
    Gzip "gzip" "gzip"
    /// The preview of an HWPX file.
    HwpxPreview "HWPX 미리보기" "HWPX preview"
    /// The content of an HWPX file.
    HwpxContent "HWPX 내용" "HWPX content"
    /// A stream of an HWP 5 or another compound file.
    Ole "HWP·OLE 내용" "stream of a compound file"
    /// Bytes of unknown format.
    Binary "알 수 없는 형식" "unknown bytes"
}

/// Difference between a tree and its manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ManifestProblem {
    /// The manifest is missing or cannot be read.
    Unreadable,
    /// A listed file is missing.
    Missing,
    /// A file is not listed.
    Extra,
    /// Size or hash differs.
    Changed,
}

impl ManifestProblem {
    /// Korean description.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unreadable => "manifest.json을 읽을 수 없음",
            Self::Missing => "목록에 있으나 파일이 없음",
            Self::Extra => "목록에 없는 파일",
            Self::Changed => "목록과 다른 파일",
        }
    }

    /// English description.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Unreadable => "manifest.json cannot be read",
            Self::Missing => "listed, but not there",
            Self::Extra => "not listed",
            Self::Changed => "not as listed",
        }
    }
}

/// Why a scan could not look inside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opaque {
    /// A font file: the shapes of its glyphs are unknown.
    Font,
    /// A format unknown to the scan.
    UnknownFormat,
    /// Too much to decode, nested too deeply, or too many parts.
    OverLimit,
    /// Damaged compressed data or structure.
    Damaged,
    /// The content of pixels.
    Pixels,
    /// A picture of the given width and height inside another file.
    Image(u64, u64),
    /// Encrypted.
    Encrypted,
    /// Compressed or encoded by a method unknown to the scan.
    Method(String),
    /// Text in a font without a map to characters.
    Unmapped,
    /// Neither a file nor a folder.
    NotAFile,
}

impl Opaque {
    /// The reason in Korean.
    pub fn label(&self) -> String {
        match self {
            Self::Font => "글꼴 파일의 글자 모양".to_owned(),
            Self::UnknownFormat => "알 수 없는 형식".to_owned(),
            Self::OverLimit => "풀어 볼 수 있는 크기나 깊이를 넘음".to_owned(),
            Self::Damaged => "손상된 내용".to_owned(),
            Self::Pixels => "그림에 보이는 것".to_owned(),
            Self::Image(width, height) => format!("{width}×{height}픽셀의 그림"),
            Self::Encrypted => "암호가 걸린 내용".to_owned(),
            Self::Method(name) => format!("지원하지 않는 압축 방식 {name}"),
            Self::Unmapped => "글자를 알려 주지 않는 글꼴로 쓴 글".to_owned(),
            Self::NotAFile => "파일도 폴더도 아닌 것".to_owned(),
        }
    }

    /// The reason in English.
    pub fn english(&self) -> String {
        match self {
            Self::Font => "the shapes of a font".to_owned(),
            Self::UnknownFormat => "an unknown format".to_owned(),
            Self::OverLimit => "over the limit of size or depth".to_owned(),
            Self::Damaged => "damaged content".to_owned(),
            Self::Pixels => "what a picture shows".to_owned(),
            Self::Image(width, height) => format!("a picture of {width}×{height} pixels"),
            Self::Encrypted => "encrypted content".to_owned(),
            Self::Method(name) => format!("the unsupported method {name}"),
            Self::Unmapped => "text in a font that does not say its characters".to_owned(),
            Self::NotAFile => "neither a file nor a folder".to_owned(),
        }
    }
}

/// Kind of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A withheld value; `place` is where the sources withhold it.
    Withheld {
        /// Where the sources withhold the value; never the value itself.
        place: String,
    },
    /// Text that looks like personal data.
    Personal(PersonalKind),
    /// The tree differs from its manifest.
    Manifest(ManifestProblem),
    /// The scan could not look inside.
    Undecoded(Opaque),
    /// A PDF contains an older revision of itself.
    Revision,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path in the tree.
    pub file: String,
    /// Place inside the file, for people: `object 12 › stream`, `Preview/PrvText.txt › line 3`.
    pub place: String,
    /// The channel of the file that contains it.
    pub channel: Channel,
    /// What was found.
    pub what: What,
}

/// Result of the scan of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// Layers and objects that were decoded.
    pub objects: usize,
    /// Decoded bytes that were searched.
    pub bytes: u64,
    /// Findings in the file, in the order of the scan.
    pub findings: Vec<Finding>,
}

/// Result of the scan of a tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of files that were scanned.
    pub files: usize,
    /// Layers and objects that were decoded.
    pub objects: usize,
    /// Decoded bytes that were searched.
    pub bytes: u64,
    /// Findings of all files, in the order of the files.
    pub findings: Vec<Finding>,
}
