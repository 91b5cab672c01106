//! Routes to values of a file: keys and positions, or the body of a document.

use std::borrow::Cow;
use std::fmt::{Display, Formatter};

use serde::{Deserialize, Serialize};

/// A route: a JSON pointer with the writer's own keys (`/비용/항목/0/단가`), the body of a Markdown document (`#body`) or
/// one of its lines (`#body:3`).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Route(String);

/// Prefix of the route of a body line; alone, the route of the whole body.
const BODY: &str = "#body";

impl Route {
    /// The file as a whole.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Route of a top-level key.
    pub fn of(key: &str) -> Self {
        Self::root().key(key)
    }

    /// The body of a Markdown document.
    pub fn body() -> Self {
        Self(BODY.to_owned())
    }

    /// A line of the body, from 0.
    pub fn body_line(line: usize) -> Self {
        Self(format!("{BODY}:{line}"))
    }

    /// Parses the displayed form; `None` if the text is not a route.
    pub fn parse(text: &str) -> Option<Self> {
        let line = |rest: &str| rest.strip_prefix(':').is_some_and(|n| n.parse::<usize>().is_ok());
        let body = text.strip_prefix(BODY).is_some_and(|rest| rest.is_empty() || line(rest));
        (text.is_empty() || text.starts_with('/') || body).then(|| Self(text.to_owned()))
    }

    /// The route of a key below this one.
    pub fn key(&self, key: &str) -> Self {
        let mut below = self.clone();
        below.push(Step::Key(key));
        below
    }

    /// The route of an item below this one, from 0.
    pub fn index(&self, index: usize) -> Self {
        let mut below = self.clone();
        below.push(Step::Index(index));
        below
    }

    /// Calls `work` with the route extended by one step, reusing its allocation.
    pub fn below<'a>(&mut self, step: impl Into<Step<'a>>, work: impl FnOnce(&mut Self)) {
        let length = self.0.len();
        self.push(step.into());
        work(self);
        self.0.truncate(length);
    }

    /// Adds a step.
    pub fn push(&mut self, step: Step<'_>) {
        self.0.push('/');
        match step {
            Step::Key(key) if key.contains(['~', '/']) => {
                self.0.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Step::Key(key) => self.0.push_str(key),
            Step::Index(index) => self.0.push_str(&index.to_string()),
        }
    }

    /// The route without its last step; `None` for the root of a file and for a body.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|end| Self(self.0[..end].to_owned()))
    }

    /// Keys and list positions from the root down; empty for a body.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
        self.0.strip_prefix('/').into_iter().flat_map(|steps| steps.split('/')).map(|step| match step.contains('~') {
            true => Cow::Owned(step.replace("~1", "/").replace("~0", "~")),
            false => Cow::Borrowed(step),
        })
    }

    /// The first step.
    pub fn first(&self) -> Option<Cow<'_, str>> {
        self.steps().next()
    }

    /// The last step.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.steps().next_back()
    }

    /// Whether this route equals `other` or lies below it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.strip_prefix(other.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether this is a body or a line of one.
    pub fn is_body(&self) -> bool {
        self.0.starts_with(BODY)
    }

    /// Line of the body, from 0; `None` if the route names no line.
    pub fn line(&self) -> Option<usize> {
        self.0.strip_prefix(BODY)?.strip_prefix(':')?.parse().ok()
    }

    /// The displayed form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Route {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&Route> for Route {
    fn from(route: &Route) -> Self {
        route.clone()
    }
}

impl From<&mut Route> for Route {
    fn from(route: &mut Route) -> Self {
        route.clone()
    }
}

/// One step of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// A key of a mapping.
    Key(&'a str),
    /// A position in a list, from 0.
    Index(usize),
}

impl<'a> From<&'a str> for Step<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl<'a> From<&'a String> for Step<'a> {
    fn from(key: &'a String) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// Builds a [`Route`] from its steps: `route!["비용", "항목", i, "단가"]`.
#[macro_export]
macro_rules! route {
    ($($step:expr),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut route = $crate::Route::root();
        $(route.push($crate::Step::from($step));)*
        route
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_built_displayed_and_read() {
        let route = route!["비용", "항목", 2, "단가"];
        assert_eq!(route.to_string(), "/비용/항목/2/단가");
        assert_eq!(Route::of("비용").key("항목").index(2).key("단가"), route);
        assert_eq!(Route::parse("/비용/항목/2/단가"), Some(route.clone()));
        assert_eq!(route.steps().collect::<Vec<_>>(), ["비용", "항목", "2", "단가"]);
        assert_eq!((route.first().as_deref(), route.last().as_deref()), (Some("비용"), Some("단가")));
        assert_eq!(route.parent(), Some(route!["비용", "항목", 2]));
        assert_eq!(Route::root().parent(), None);
        assert_eq!(Route::parse("비용"), None);
    }

    #[test]
    fn keys_with_signs_of_routes_come_back() {
        let key = "a/b~c~1";
        let route = Route::of(key);
        assert_eq!(route.as_str(), "/a~1b~0c~01");
        assert_eq!(route.last().as_deref(), Some(key));
    }

    #[test]
    fn a_route_is_within_what_holds_it() {
        assert!(route!["붙임", 1, "제목"].is_within(&route!["붙임", 1]));
        assert!(route!["붙임", 1].is_within(&route!["붙임", 1]));
        assert!(!route!["붙임", 10].is_within(&route!["붙임", 1]));
        assert!(route!["붙임"].is_within(&Route::root()));
    }

    #[test]
    fn a_body_has_lines_and_no_steps() {
        let line = Route::body_line(3);
        assert_eq!((line.as_str(), line.line(), line.is_body()), ("#body:3", Some(3), true));
        assert_eq!((Route::body().line(), Route::body().steps().count()), (None, 0));
        assert_eq!(Route::parse("#body:3"), Some(line));
        assert_eq!(Route::parse("#bodyguard"), None);
    }

    #[test]
    fn a_step_below_is_gone_afterwards() {
        let mut route = Route::of("붙임");
        let mut seen = String::new();
        route.below(0, |route| route.below("제목", |route| seen = route.to_string()));
        assert_eq!((seen.as_str(), route.as_str()), ("/붙임/0/제목", "/붙임"));
    }
}
