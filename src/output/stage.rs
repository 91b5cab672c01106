//! An output tree under construction.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use gian_archive::Written;
use gian_search::Spill;
use gian_view::Edition;
use sha2::{Digest, Sha256};

use super::swap::{self, Exchange, TEMPORARY, remove};
use super::target::Target;
use super::work_folder::WorkFolder;

/// An output tree under construction.
pub struct Stage {
    /// Where it is written; `None` in a rehearsal, which only shows whether a build would succeed.
    disk: Option<Disk>,
    written: Mutex<BTreeMap<String, Written>>,
}

/// The folders of a tree under construction.
struct Disk {
    work: WorkFolder,
    target: Target,
    seats: Vec<Seat>,
}

/// An edition under construction and the place for it, on one file system.
struct Seat {
    edition: &'static str,
    made: PathBuf,
    place: PathBuf,
}

/// Removes a tree that was not finished, because nothing of a refused build may stay behind.
impl Drop for Disk {
    fn drop(&mut self) {
        for seat in &self.seats {
            let _ = remove(&seat.made);
        }
        let _ = remove(&self.work.path().join(STAGE));
        let _ = remove(&self.target.folder.join(OWN));
    }
}

/// Name of the stage in the work folder.
const STAGE: &str = "stage";

/// Name of the stage in a target or edition on another file system.
const OWN: &str = ".gian-stage";

impl Stage {
    /// Begins a new tree for some editions. Those that are not built stay as they are.
    ///
    /// # Errors
    /// The folders cannot be written.
    pub fn begin(work: WorkFolder, target: Target, editions: &[Edition]) -> io::Result<Self> {
        debug_assert!(OWN.starts_with(TEMPORARY), "the name is known as gian's own");
        let named =
            |error: io::Error, path: &Path| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        let beside = swap::device(work.path()) == swap::device(&target.folder);
        let parent = target.folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let needed = if beside { parent } else { &target.folder };
        fs::create_dir_all(needed).map_err(|e| named(e, needed))?;
        swap::repair(&target.folder, &target.old(&work))?;
        for edition in Edition::ALL {
            let place = target.folder.join(edition.name());
            swap::repair(&place, &swap::old_of(&place, None))?;
        }
        let common = if beside { work.new_folder(STAGE)? } else { new_folder(&target.folder.join(OWN))? };
        let seats = editions.iter().map(|edition| {
            let (edition, place) = (edition.name(), target.folder.join(edition.name()));
            let made = match swap::is_mount_point(&place) {
                true => place.join(OWN),
                false => common.join(edition),
            };
            Ok(Seat { edition, made: new_folder(&made)?, place })
        });
        let seats = seats.collect::<io::Result<_>>()?;
        Ok(Self { disk: Some(Disk { work, target, seats }), written: Mutex::default() })
    }

    /// A tree of which nothing is written.
    pub fn rehearsal() -> Self {
        Self { disk: None, written: Mutex::default() }
    }

    /// Writes a file of the tree; its path begins with the name of an edition.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Written> {
        if let Some(disk) = &self.disk {
            let (edition, below) = path.split_once('/').unwrap_or_default();
            let seat = disk.seats.iter().find(|s| s.edition == edition);
            let file = seat.ok_or_else(|| io::Error::other(format!("{path} is of no edition")))?.made.join(below);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(file, bytes)?;
        }
        let digest = Sha256::digest(bytes);
        let sha256 = digest.iter().map(|b| format!("{b:02x}")).collect();
        let written = Written { bytes: bytes.len() as u64, sha256 };
        self.written.lock().expect("no writer panics with the lock").insert(path.to_owned(), written.clone());
        Ok(written)
    }

    /// Files written below a folder, by path relative to it.
    pub fn below(&self, folder: &str) -> BTreeMap<String, Written> {
        self.written
            .lock()
            .expect("no writer panics with the lock")
            .iter()
            .filter_map(|(path, written)| {
                let rest = path.strip_prefix(folder)?.strip_prefix('/')?;
                Some((rest.to_owned(), written.clone()))
            })
            .collect()
    }

    /// Opens a temporary file outside the tree, for data that does not fit into memory. It is removed when it is
    /// dropped.
    ///
    /// # Errors
    /// It cannot be created.
    pub fn spill(&self, name: &str) -> io::Result<Box<dyn Spill>> {
        let Some(disk) = &self.disk else { return Ok(Box::new(InMemory::default())) };
        let (file, path) = disk.work.new_file(&format!("spill-{name}"))?;
        Ok(Box::new(Spilled { file, path, end: 0 }))
    }

    /// Replaces the last output by the tree, and returns its folder.
    ///
    /// # Errors
    /// A rename fails; the last output is then kept.
    pub fn finish(self) -> io::Result<PathBuf> {
        self.finish_with(swap::exchange)
    }

    fn finish_with(self, exchange: Exchange) -> io::Result<PathBuf> {
        let Disk { work, target, seats } = self.disk.as_ref().expect("a rehearsal is not finished");
        for seat in seats.iter().filter(|seat| !seat.is_inside()) {
            keep(target, &seat.place, &seat.made)?;
        }
        let common = work.path().join(STAGE);
        if seats.len() == Edition::ALL.len() && seats.iter().all(|seat| seat.made.starts_with(&common)) {
            keep(target, &target.folder, &common)?;
            let old = target.old(work);
            match swap::whole(&common, &target.folder, &old, exchange) {
                // A mount point cannot be renamed, but the editions in it can.
                Err(error) if swap::is_of_mounts(&error) => {}
                done => return done.map(|()| target.folder.clone()),
            }
        }
        fs::create_dir_all(&target.folder)?;
        for seat in seats {
            seat.put_in_place(target, exchange)?;
        }
        Ok(target.folder.clone())
    }
}

impl Target {
    /// Where the last output is between two renames: that of the workspace is repaired by every command.
    fn old(&self, work: &WorkFolder) -> PathBuf {
        swap::old_of(&self.folder, self.is_default.then(|| work.path()))
    }
}

/// Takes what a person keeps in a folder into the one that replaces it.
fn keep(target: &Target, from: &Path, to: &Path) -> io::Result<()> {
    target.kept_in(from)?.iter().try_for_each(|name| swap::link_or_copy(&from.join(name), &to.join(name)))
}

impl Seat {
    /// Whether the edition is made inside its place, because that is a mount point.
    fn is_inside(&self) -> bool {
        self.made.starts_with(&self.place)
    }

    /// Replaces the last edition by this one. Where the tree was made on another mount, it is first copied beside its place,
    /// or into it if that is a mount point.
    fn put_in_place(&self, target: &Target, exchange: Exchange) -> io::Result<()> {
        let old = swap::old_of(&self.place, None);
        let parts = |made: &Path| swap::by_parts(made, &self.place, &|name| target.keeps(name), exchange);
        if self.is_inside() {
            return parts(&self.made);
        }
        match swap::whole(&self.made, &self.place, &old, exchange) {
            Err(error) if swap::is_of_mounts(&error) => {}
            done => return done,
        }
        let beside = self.place.with_file_name(OWN);
        remove(&beside)?;
        swap::link_or_copy(&self.made, &beside)?;
        match swap::whole(&beside, &self.place, &old, exchange) {
            Err(error) if swap::is_of_mounts(&error) => {}
            done => return done,
        }
        let inside = self.place.join(OWN);
        remove(&inside)?;
        swap::link_or_copy(&beside, &inside)?;
        remove(&beside)?;
        parts(&inside)
    }
}

fn new_folder(path: &Path) -> io::Result<PathBuf> {
    remove(path)?;
    fs::create_dir(path)?;
    Ok(path.to_owned())
}

/// Temporary data of a rehearsal.
#[derive(Default)]
struct InMemory(Vec<u8>);

impl Spill for InMemory {
    fn put(&mut self, bytes: &[u8]) -> io::Result<u64> {
        self.0.extend_from_slice(bytes);
        Ok((self.0.len() - bytes.len()) as u64)
    }

    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let start = usize::try_from(at).map_err(io::Error::other)?;
        let found = self.0.get(start..start + into.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        into.copy_from_slice(found);
        Ok(())
    }
}

/// Files for temporary data of a build.
struct Spilled {
    file: fs::File,
    path: PathBuf,
    end: u64,
}

impl Spill for Spilled {
    fn put(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(at)
    }

    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(into)
    }
}

impl Drop for Spilled {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_renames(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    const WAYS: [Exchange; 2] = [swap::exchange, two_renames];

    fn begin(root: &Path, editions: &[Edition]) -> io::Result<Stage> {
        let work = WorkFolder::take(root, &|| panic!("no other build runs"))?;
        Stage::begin(work, Target::new(root, None, &[])?, editions)
    }

    fn build(root: &Path, name: &str, editions: &[Edition], exchange: Exchange) -> io::Result<PathBuf> {
        let stage = begin(root, editions)?;
        for edition in editions {
            stage.put(&format!("{}/{name}.txt", edition.name()), name.as_bytes())?;
        }
        stage.finish_with(exchange)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_build_takes_the_place_of_the_last_one_whole() {
        for way in WAYS {
            let dir = tempfile::tempdir().unwrap();
            let root = dir.path();
            for name in ["first", "second", "third"] {
                let output = build(root, name, &Edition::ALL, way).unwrap();
                assert_eq!(output, root.join("output"));
                assert_eq!(names(&output.join("public")), [format!("{name}.txt")]);
                assert_eq!(names(&root.join(".gian")), ["lock"], "nothing of the last build is left");
            }
        }
    }

    #[test]
    fn one_edition_leaves_the_other_alone() {
        for way in WAYS {
            let dir = tempfile::tempdir().unwrap();
            let output = build(dir.path(), "first", &Edition::ALL, way).unwrap();
            build(dir.path(), "second", &[Edition::Public], way).unwrap();
            assert_eq!(names(&output.join("public")), ["second.txt"]);
            assert_eq!(names(&output.join("internal")), ["first.txt"]);
            assert_eq!(names(&output), ["internal", "public"]);
        }
    }

    #[test]
    fn what_a_person_keeps_stays() {
        for way in WAYS {
            let dir = tempfile::tempdir().unwrap();
            let output = build(dir.path(), "first", &Edition::ALL, way).unwrap();
            fs::create_dir_all(output.join("public/.git/refs")).unwrap();
            fs::write(output.join("public/.git/refs/main"), "abc").unwrap();
            fs::write(output.join("public/CNAME"), "a.kr").unwrap();
            fs::write(output.join(".nojekyll"), "").unwrap();
            for editions in [&Edition::ALL[..], &[Edition::Public]] {
                build(dir.path(), "second", editions, way).unwrap();
                assert_eq!(names(&output.join("public")), [".git", "CNAME", "second.txt"]);
                assert_eq!(fs::read_to_string(output.join("public/.git/refs/main")).unwrap(), "abc");
                assert_eq!(names(&output), [".nojekyll", "internal", "public"]);
            }
        }
    }

    #[test]
    fn a_tree_on_another_mount_is_copied_beside_its_place_or_into_it() {
        // As on a bind mount: no rename leads into the place or replaces it.
        fn across(from: &Path, to: &Path) -> io::Result<()> {
            let inside = from.parent() == to.parent() || from.parent().and_then(Path::parent) == to.parent();
            if inside { swap::exchange(from, to) } else { Err(io::ErrorKind::CrossesDevices.into()) }
        }
        let dir = tempfile::tempdir().unwrap();
        let output = build(dir.path(), "first", &Edition::ALL, swap::exchange).unwrap();
        let place = output.join("public");
        fs::write(place.join("CNAME"), "a.kr").unwrap();
        fs::create_dir(place.join(OWN)).unwrap();
        fs::write(place.join(OWN).join("index.html"), "new").unwrap();
        swap::by_parts(&place.join(OWN), &place, &|name| name == "CNAME", across).unwrap();
        assert_eq!(names(&place), ["CNAME", "index.html"]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_system_exchanges_in_one_step() {
        let dir = tempfile::tempdir().unwrap();
        let (one, other) = (dir.path().join("one"), dir.path().join("other"));
        fs::create_dir(&one).unwrap();
        fs::write(&other, "글").unwrap();
        swap::exchange(&one, &other).unwrap();
        assert!(one.is_file() && other.is_dir());
        assert!(swap::exchange(&one, &dir.path().join("none")).is_err(), "with nothing, nothing is exchanged");
    }

    #[test]
    fn an_exchange_that_was_cut_leaves_one_whole_output() {
        // Interrupted after the exchange: the new tree is in place, and the next start removes the old one.
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        build(root, "first", &Edition::ALL, swap::exchange).unwrap();
        fs::create_dir_all(root.join(".gian/stage/public")).unwrap();
        fs::write(root.join(".gian/stage/public/older.txt"), "").unwrap();
        let stage = begin(root, &Edition::ALL).unwrap();
        assert!(names(&root.join(".gian/stage/public")).is_empty());
        assert_eq!(names(&root.join("output/public")), ["first.txt"]);
        drop(stage);
        // Interrupted between two renames: every command restores the last output.
        fs::rename(root.join("output"), root.join(".gian/old")).unwrap();
        crate::output::repair(root).unwrap();
        assert_eq!(names(&root.join("output/public")), ["first.txt"]);
        fs::rename(root.join("output/public"), root.join("output/.gian-old-public")).unwrap();
        begin(root, &Edition::ALL).unwrap();
        assert_eq!(names(&root.join("output/public")), ["first.txt"]);
        assert_eq!(names(&root.join("output")), ["internal", "public"]);
    }

    #[test]
    fn a_stage_that_is_gone_leaves_the_last_output() {
        for way in WAYS {
            let dir = tempfile::tempdir().unwrap();
            build(dir.path(), "first", &Edition::ALL, way).unwrap();
            let stage = begin(dir.path(), &Edition::ALL).unwrap();
            fs::remove_dir_all(dir.path().join(".gian/stage")).unwrap();
            assert!(stage.finish_with(way).is_err());
            assert_eq!(names(&dir.path().join("output/public")), ["first.txt"]);
        }
    }

    #[test]
    fn a_file_that_gian_has_not_written_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let output = build(dir.path(), "first", &Edition::ALL, swap::exchange).unwrap();
        let manifest =
            r#"{"files":[{"path":"first.txt","bytes":5,"sha256":""},{"path":"d/a.txt","bytes":1,"sha256":""}]}"#;
        for edition in Edition::ALL {
            fs::write(output.join(edition.name()).join("manifest.json"), manifest).unwrap();
        }
        let foreign = |kept: &[String]| {
            let target = Target::new(dir.path(), None, kept).unwrap();
            target.foreign(&[Edition::Public]).unwrap().map(|found| found.0)
        };
        assert_eq!(foreign(&[]), None);
        for harmless in ["public/.git", "public/.DS_Store", "Thumbs.db", "internal/other.txt", "public/.gian-stage"] {
            fs::write(output.join(harmless), "").unwrap();
            assert_eq!(foreign(&[]), None, "{harmless}");
        }
        fs::create_dir(output.join("public/d")).unwrap();
        for name in ["public/메모.txt", "public/d/b.txt", "notes.txt", "public/robots.txt"] {
            fs::write(output.join(name), "").unwrap();
            assert_eq!(foreign(&[]), Some(output.join(name)));
            if !name.contains("/d/") {
                let name = name.rsplit('/').next().unwrap().to_owned();
                assert_eq!(foreign(&[name]), None);
            }
            fs::remove_file(output.join(name)).unwrap();
        }
    }

    #[test]
    #[cfg(unix)]
    fn no_entry_of_the_work_folder_is_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        for name in ["lock", "stage", "old", "typst", "spill-public", "spill-internal", "other"] {
            let dir = tempfile::tempdir().unwrap();
            let (root, victim) = (dir.path().join("ws"), dir.path().join("victim"));
            fs::create_dir_all(root.join(".gian")).unwrap();
            fs::create_dir(&victim).unwrap();
            fs::write(victim.join("file"), "unchanged").unwrap();
            for target in [victim.clone(), victim.join("file"), victim.join("new")] {
                let _ = remove(&root.join(".gian").join(name));
                symlink(&target, root.join(".gian").join(name)).unwrap();
                let stage = begin(&root, &Edition::ALL).unwrap();
                stage.put("public/a.txt", b"a").unwrap();
                let mut spill = stage.spill("public").unwrap();
                spill.put(b"words").unwrap();
                drop(spill);
                stage.finish().unwrap();
                assert_eq!(names(&victim), ["file"], "{name}");
                assert_eq!(fs::read_to_string(victim.join("file")).unwrap(), "unchanged", "{name}");
            }
            let mode = fs::metadata(root.join(".gian")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        // The folder itself is no link either.
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("elsewhere")).unwrap();
        symlink(dir.path().join("elsewhere"), dir.path().join(".gian")).unwrap();
        assert!(begin(dir.path(), &Edition::ALL).is_err());
    }

    #[test]
    fn a_second_build_waits() {
        let dir = tempfile::tempdir().unwrap();
        let stage = begin(dir.path(), &Edition::ALL).unwrap();
        stage.put("public/first.txt", b"a").unwrap();
        let waited = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            let (sender, receiver) = std::sync::mpsc::channel();
            let waited = &waited;
            let root = dir.path();
            scope.spawn(move || {
                let waits = || {
                    waited.store(true, std::sync::atomic::Ordering::Relaxed);
                    sender.send(()).unwrap();
                };
                WorkFolder::take(root, &waits).unwrap();
            });
            receiver.recv().unwrap();
            stage.finish().unwrap();
        });
        assert!(waited.into_inner());
        assert_eq!(names(&dir.path().join("output/public")), ["first.txt"]);
    }
}
