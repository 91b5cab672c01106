//! What becomes of relationships between the parts of an OOXML package.

use gian_diagnostics::{Text, text};

use super::removed;

/// What becomes of a relationship.
pub(super) enum Fate {
    /// Kept, and needs no name in its owner.
    Implicit,
    /// Kept if its owner names its id.
    Named,
    /// Removed, with a note.
    Drop(Text),
    /// Not publishable.
    Refuse(Text),
}

/// Decides about relationships of one type; the type is given without its namespace.
pub(super) type Rules = fn(kind: &str, external: bool) -> Fate;

/// Relationship types that all formats treat alike; `None` for those of one format.
pub(super) fn common(kind: &str, external: bool) -> Option<Fate> {
    Some(match kind {
        "officeDocument" | "theme" | "styles" | "themeOverride" | "chartStyle" | "chartColorStyle" => Fate::Implicit,
        "hyperlink" => Fate::Named,
        "image" | "chart" | "chartEx" | "font" | "diagramData" | "diagramLayout" | "diagramQuickStyle"
        | "diagramColors" | "chartUserShapes" | "diagramDrawing"
            if !external =>
        {
            Fate::Named
        }
        "image" => Fate::Refuse(text!(
            "밖에 있는 그림을 불러옵니다: 그림을 문서 안에 넣고 다시 저장하십시오",
            "it loads a picture from outside: put the picture into the document and save again"
        )),
        "core-properties" => Fate::Implicit,
        "extended-properties"
        | "custom-properties"
        | "metadata"
        | "docMetadata"
        | "classificationlabels"
        | "digitalSignature"
        | "origin"
        | "signature" => Fate::Drop(removed::properties()),
        "thumbnail" => Fate::Drop(removed::preview()),
        "comments" | "threadedComment" | "person" | "people" | "commentsExtended" | "commentsIds"
        | "commentsExtensible" | "commentAuthors" | "authors" => Fate::Drop(removed::comments()),
        "customXml" | "customXmlProps" | "customProperty" | "tags" | "ink" => Fate::Drop(removed::custom()),
        "printerSettings" => Fate::Drop(removed::printer()),
        "hdphoto" => Fate::Drop(text!("그림의 고치기 전 원본", "originals of edited pictures")),
        "vbaProject"
        | "wordVbaData"
        | "vbaProjectSignature"
        | "xlMacrosheet"
        | "xlIntlMacrosheet"
        | "attachedToolbars"
        | "keyMapCustomizations"
        | "customizationUI"
        | "userCustomization"
        | "extensibility"
        | "ui" => Fate::Refuse(macros()),
        "oleObject"
        | "package"
        | "control"
        | "activeXControlBinary"
        | "ctrlProp"
        | "aFChunk"
        | "subDocument"
        | "slicer"
        | "slicerCache"
        | "timeline"
        | "timelineCache" => Fate::Refuse(embedded()),
        "audio" | "video" | "media" => Fate::Refuse(text!(
            "소리나 동영상이 들어 있습니다: 지우고 다시 저장하십시오",
            "it holds sound or video: remove it and save again"
        )),
        _ => return None,
    })
}

pub(super) fn tables_of_charts() -> Text {
    text!("도표에 딸린 원본 표", "the tables behind charts")
}

pub(super) fn embedded() -> Text {
    text!(
        "다른 파일이나 컨트롤이 들어 있습니다: 그림이나 글로 바꾸고 다시 저장하십시오",
        "it holds an embedded file or a control: turn it into a picture or text and save again"
    )
}

pub(super) fn macros() -> Text {
    text!(
        "매크로가 들어 있습니다: 매크로 없는 형식(xlsx, docx, pptx)으로 다시 저장하십시오",
        "it holds macros: save it in a format without macros (xlsx, docx, pptx)"
    )
}
