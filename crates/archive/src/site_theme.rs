//! Colours and emblem of an office, from `gian.yaml`.
//!
//! An office sets few colours; the others are mixed from them. Text must have a contrast of at least 4.5 to 1 with its
//! background (KWCAG 2.2 5.4.3), on light and dark screens; a lower contrast is an error.

use std::collections::BTreeMap;
use std::fmt;

use gian_diagnostics::{Diag, Place, Route, text};
use gian_media::picture;
use gian_vocabulary::institution::{Archive, Palette, Settings};
use gian_vocabulary::{keys, routes};
use serde::Serialize;

/// Code of a colour with too little contrast.
const COLOURS: &str = "site-colours";
/// Code of an emblem that cannot be shown.
const EMBLEM: &str = "site-emblem";
/// Minimum contrast of text with its background (KWCAG 2.2 5.4.3).
const LEAST: f64 = 4.5;
/// Target contrast of a main colour derived for the dark screen.
const MADE: f64 = 6.0;
/// Height of an emblem in the header, in CSS pixels.
const HEIGHT: f64 = 40.0;

/// Colours and emblem as templates see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct SiteTheme {
    /// Whether the office has colours of its own.
    pub colours: bool,
    /// File name of the emblem in `assets/`, without extension; `None` without one.
    pub emblem: Option<&'static str>,
    /// Width of the emblem in CSS pixels.
    pub width: u32,
    /// Height of the emblem in CSS pixels.
    pub height: u32,
}

impl SiteTheme {
    /// Reads the settings. `templates`: files of the office by path below `templates/`.
    pub fn of(settings: &Settings, templates: &BTreeMap<String, String>) -> Self {
        let drawing = emblem(settings, templates).and_then(|text| picture::inspect("emblem.svg", text.as_bytes()).ok());
        let width = drawing.as_ref().map_or(0.0, |d| (HEIGHT * d.width / d.height).clamp(1.0, 5.0 * HEIGHT));
        Self {
            colours: has_colours(&settings.archive),
            emblem: drawing.map(|_| "emblem"),
            width: width.round() as u32,
            height: HEIGHT as u32,
        }
    }
}

/// The emblem as a drawing; `None` without one.
pub fn emblem<'a>(settings: &Settings, templates: &'a BTreeMap<String, String>) -> Option<&'a String> {
    templates.get(&format!("html/{}", settings.archive.emblem.as_ref()?))
}

/// Style sheet with the colours of the office; `None` if it sets none. Printed pages keep the builtin colours.
pub fn style(settings: &Settings) -> Option<String> {
    if !has_colours(&settings.archive) {
        return None;
    }
    let (light, dark) = schemes(&settings.archive);
    Some(format!(
        "/* Colours of the office, from gian.yaml. */\n@media screen {{\n  :root {{ {light} }}\n}}\n\
         @media screen and (prefers-color-scheme: dark) {{\n  :root {{ {dark} }}\n}}\n"
    ))
}

/// Reports colours with too little contrast and emblems that cannot be shown.
pub fn check(settings: &Settings, templates: &BTreeMap<String, String>, diags: &mut Vec<Diag>) {
    let archive = &settings.archive;
    if has_colours(archive) {
        let (light, dark) = schemes(archive);
        faint(&light, &archive.colours.clone().unwrap_or_default(), &routes::archive_colours(), diags);
        faint(&dark, &archive.dark_colours.clone().unwrap_or_default(), &routes::archive_dark_colours(), diags);
    }
    let Some(name) = &settings.archive.emblem else { return };
    let place = Place::value("gian.yaml", routes::archive().key(keys::EMBLEM));
    match emblem(settings, templates) {
        None => diags.push(
            Diag::error(
                EMBLEM,
                place,
                text!("`templates/html/{}`이(가) 없습니다", "there is no `templates/html/{}`"; name),
            )
            .help(text!(
                "휘장의 SVG 파일을 `templates/html/`에 두십시오",
                "put the SVG file of the emblem into `templates/html/`"
            )),
        ),
        Some(text) => {
            if let Err(unfit) = picture::inspect("emblem.svg", text.as_bytes()) {
                diags.push(Diag::error(EMBLEM, place, unfit.message).help(unfit.help));
            }
        }
    }
}

fn has_colours(archive: &Archive) -> bool {
    archive.colours.is_some() || archive.dark_colours.is_some()
}

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Colour([u8; 3]);

impl Colour {
    const WHITE: Self = Self([255; 3]);

    /// Parses `#193aaa`.
    fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Mixes in a share (0 to 1) of another colour.
    fn with(self, other: Self, part: f64) -> Self {
        let mix = |at: usize| f64::from(self.0[at]) * (1.0 - part) + f64::from(other.0[at]) * part;
        Self([mix(0).round() as u8, mix(1).round() as u8, mix(2).round() as u8])
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let value = f64::from(part) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0[0]) + 0.7152 * linear(self.0[1]) + 0.0722 * linear(self.0[2])
    }

    /// Contrast of two colours, 1 to 21 (WCAG 2.2).
    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// All colours of a screen, by their names in `style.css`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Scheme {
    main: Colour,
    link: Colour,
    ink: Colour,
    soft: Colour,
    paper: Colour,
    tint: Colour,
    head: Colour,
    mask: Colour,
    line: Colour,
    /// Colour of warnings: `내용이 남음`, `내부용`.
    inside: Colour,
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { main, link, ink, soft, paper, tint, head, mask, line, .. } = self;
        write!(f, "--main: {main}; --link: {link}; --ink: {ink}; --soft: {soft}; --paper: {paper}; ")?;
        write!(f, "--tint: {tint}; --head: {head}; --mask: {mask}; --line: {line};")
    }
}

/// The builtin colours of `style.css`.
const LIGHT: Scheme = Scheme {
    main: Colour([0x19, 0x3a, 0xaa]),
    link: Colour([0x0b, 0x3a, 0x8f]),
    ink: Colour([0x16, 0x18, 0x1d]),
    soft: Colour([0x4a, 0x51, 0x60]),
    paper: Colour::WHITE,
    tint: Colour([0xf5, 0xf7, 0xfb]),
    head: Colour([0xe3, 0xe9, 0xf6]),
    mask: Colour([0xe8, 0xe8, 0xea]),
    line: Colour([0xcd, 0xd3, 0xde]),
    inside: Colour([0x8a, 0x1c, 0x1c]),
};
const DARK: Scheme = Scheme {
    main: Colour([0x9d, 0xb4, 0xff]),
    link: Colour([0xa9, 0xc1, 0xff]),
    ink: Colour([0xe9, 0xeb, 0xf0]),
    soft: Colour([0xb4, 0xba, 0xc8]),
    paper: Colour([0x14, 0x17, 0x1e]),
    tint: Colour([0x1d, 0x22, 0x2d]),
    head: Colour([0x29, 0x32, 0x4a]),
    mask: Colour([0x3a, 0x3f, 0x4a]),
    line: Colour([0x43, 0x4a, 0x5a]),
    inside: Colour([0xff, 0x9d, 0x9d]),
};

/// Schemes of the light and the dark screen.
fn schemes(archive: &Archive) -> (Scheme, Scheme) {
    let light = archive.colours.clone().unwrap_or_default();
    // Lighten the main colour for the dark screen until it has enough contrast.
    let day = light.main.as_deref().and_then(Colour::read);
    (scheme(&light, LIGHT, None), scheme(&archive.dark_colours.clone().unwrap_or_default(), DARK, day))
}

/// Builds a scheme from the colours set, the builtin ones, and the main colour of the other screen.
fn scheme(named: &Palette, own: Scheme, other: Option<Colour>) -> Scheme {
    let read = |text: &Option<String>| text.as_deref().and_then(Colour::read);
    let paper = read(&named.paper).unwrap_or(own.paper);
    let brighter = |colour: Colour| {
        let mut steps = (0..=20).map(|step| colour.with(Colour::WHITE, f64::from(step) / 20.0));
        steps.find(|c| c.contrast(paper) >= MADE).unwrap_or(Colour::WHITE)
    };
    let chosen = read(&named.main).or(other.map(brighter));
    let main = chosen.unwrap_or(own.main);
    let ink = read(&named.ink).unwrap_or(own.ink);
    let is_new = named.paper.is_some() || named.ink.is_some();
    let mixed = |colour: Colour, with: Colour, part: f64, own: Colour| match is_new || chosen.is_some() {
        true => colour.with(with, part),
        false => own,
    };
    Scheme {
        main,
        link: read(&named.link).or(chosen).unwrap_or(own.link),
        ink,
        soft: if is_new { ink.with(paper, 0.25) } else { own.soft },
        paper,
        tint: mixed(paper, main, 0.04, own.tint),
        head: mixed(paper, main, 0.13, own.head),
        mask: mixed(paper, ink, 0.1, own.mask),
        line: mixed(paper, ink, 0.22, own.line),
        inside: own.inside,
    }
}

/// Reports colours of a screen with too little contrast, each with its worst background.
fn faint(scheme: &Scheme, named: &Palette, route: &Route, diags: &mut Vec<Diag>) {
    let Scheme { main, link, ink, soft, paper, tint, head, mask, inside, .. } = *scheme;
    let keys = [
        (keys::MAIN_COLOUR, &named.main, main, vec![paper]),
        (keys::LINK_COLOUR, &named.link, link, vec![paper, tint]),
        (keys::INK_COLOUR, &named.ink, ink, vec![paper, tint, head, mask]),
        (keys::INK_COLOUR, &named.ink, soft, vec![paper, tint]),
        (keys::PAPER_COLOUR, &named.paper, inside, vec![paper, tint]),
    ];
    for (key, written, colour, grounds) in keys {
        let worst = grounds.into_iter().min_by(|a, b| colour.contrast(*a).total_cmp(&colour.contrast(*b)));
        let Some(ground) = worst.filter(|g| colour.contrast(*g) < LEAST) else { continue };
        // A derived colour is wrong because of the background that the office set.
        let key = match (written, &named.paper) {
            (None, Some(_)) => keys::PAPER_COLOUR,
            _ => key,
        };
        let place = match written.is_some() || named.paper.is_some() {
            true => Place::value("gian.yaml", route.key(key)),
            false => Place::value("gian.yaml", routes::archive_colours().key(keys::MAIN_COLOUR)),
        };
        // Round down: a contrast of 4.496 must not be shown as 4.50.
        let ratio = format!("{:.2}", (colour.contrast(ground) * 100.0).floor() / 100.0);
        let again = diags.iter().any(|d| d.code == COLOURS && d.place == place);
        if !again {
            diags.push(
                Diag::error(
                    COLOURS,
                    place,
                    text!(
                        "글자({})와 바탕({})의 명도 대비가 {}:1로 4.5:1보다 낮습니다",
                        "the contrast of text ({}) with its ground ({}) is {}:1, less than 4.5:1";
                        colour, ground, ratio
                    ),
                )
                .help(text!(
                    "더 짙은 색을 쓰십시오 (어두운 화면에서는 더 밝은 색)",
                    "use a darker colour, or a brighter one on a dark screen"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::read(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert_eq!(colour("#000000").contrast(Colour::WHITE), 21.0);
        // The lightest grey that passes on white, and the next one.
        assert!(colour("#767676").contrast(Colour::WHITE) >= 4.5);
        assert!(colour("#777777").contrast(Colour::WHITE) < 4.5);
        assert_eq!(Colour::read("#12345"), None);
        assert_eq!(Colour::read("#12345가"), None);
    }

    #[test]
    fn the_schemes_of_the_program_are_those_of_its_style_and_can_be_read() {
        let css = include_str!("../../../templates/html/style.css");
        let (light, rest) = css.split_once("prefers-color-scheme: dark").expect("the style has a dark scheme");
        let dark = rest.split_once('}').expect("a block ends").0;
        for (scheme, part) in [(LIGHT, light), (DARK, dark)] {
            for property in format!("{scheme} --inside: {};", scheme.inside).split_inclusive(';') {
                assert!(part.contains(property.trim()), "style.css has no `{property}`");
            }
            let mut diags = Vec::new();
            faint(&scheme, &Palette::default(), &Route::root(), &mut diags);
            assert!(diags.is_empty(), "{diags:?}");
        }
    }

    fn archive(light: Palette) -> Archive {
        Archive {
            title: "자료관".to_owned(),
            about: None,
            url: None,
            data_licence: None,
            as_of: None,
            colours: Some(light),
            dark_colours: None,
            emblem: None,
            kept_files: Vec::new(),
        }
    }

    fn told(light: &Palette) -> Vec<Diag> {
        let (day, night) = schemes(&archive(light.clone()));
        let mut diags = Vec::new();
        faint(&day, light, &Route::of("자료관").key("색"), &mut diags);
        faint(&night, &Palette::default(), &Route::of("자료관").key("어두운색"), &mut diags);
        diags
    }

    #[test]
    fn one_colour_is_enough_for_both_screens() {
        for main in ["#0a5c36", "#8a1c1c", "#193aaa", "#3d2a00", "#000000"] {
            let light = Palette { main: Some(main.to_owned()), ..Palette::default() };
            let (day, night) = schemes(&archive(light.clone()));
            assert_eq!((day.main, day.link), (colour(main), colour(main)));
            assert!(night.main.contrast(night.paper) >= MADE);
            assert_eq!(told(&light), []);
        }
    }

    #[test]
    fn a_faint_colour_is_told_with_its_ratio_at_its_key() {
        let diags = told(&Palette { main: Some("#7a9cff".to_owned()), ..Palette::default() });
        assert_eq!(diags.len(), 1, "links follow the main colour: {diags:?}");
        assert!(diags[0].message.ko.contains("#7a9cff") && diags[0].message.ko.contains("2.6"), "{diags:?}");
        assert_eq!(diags[0].place, Place::value("gian.yaml", routes::archive_colours().key("주색")));
    }

    #[test]
    fn dark_paper_below_dark_text_is_told_at_the_paper() {
        let diags = told(&Palette { paper: Some("#222222".to_owned()), ..Palette::default() });
        assert_eq!(diags.len(), 1, "{diags:?}");
        assert_eq!(diags[0].place, Place::value("gian.yaml", routes::archive_colours().key("바탕색")));
    }
}
