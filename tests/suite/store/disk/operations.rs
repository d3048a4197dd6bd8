//! What can be asked of the disk in memory: the operations of a file system, each counted, any of which
//! may fail.

use std::any::Any;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use wellspring::platform::lock::Refused;
use wellspring::platform::store::fs::{Appending, Fs, Item, Kind};

use super::{Change, Disk, Fault, Handle, Held, Node, Skip};

impl Fs for Disk {
    fn make_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let (go, end) = Self::operate(&mut state);
        if go {
            if state.names.contains_key(path) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            state.change(Change::Made(path.to_owned(), Node::Folder));
        }
        end
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let (go, end) = Self::operate(&mut state);
        if go && end.is_ok() && state.skip != Skip::FolderSync {
            let (now, later): (Vec<Change>, Vec<Change>) = std::mem::take(&mut state.changes)
                .into_iter()
                .partition(|change| change.folder() == Some(path));
            state.changes = later;
            for change in now {
                change.apply(&mut state.synced_names);
            }
        }
        end
    }

    fn open_append(&self, path: &Path) -> io::Result<Box<dyn Appending>> {
        let mut state = self.state();
        let (go, end) = Self::operate(&mut state);
        let known = state.names.get(path).copied();
        let content = match known {
            _ if !go => None,
            Some(Node::File(content)) => Some(content),
            Some(Node::Folder) => return Err(io::ErrorKind::IsADirectory.into()),
            None => Some(state.make_file(path)?),
        };
        drop(state);
        end.and(
            content.map(|content| self.open(content)).ok_or_else(|| io::ErrorKind::Other.into()),
        )
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Appending>> {
        let mut state = self.state();
        let (go, end) = Self::operate(&mut state);
        if go && state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let content = if go { Some(state.make_file(path)?) } else { None };
        drop(state);
        end.and(
            content.map(|content| self.open(content)).ok_or_else(|| io::ErrorKind::Other.into()),
        )
    }

    fn open_read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        let mut state = self.state();
        Self::operate(&mut state).1?;
        match state.names.get(path) {
            Some(Node::File(content)) => {
                Ok(Box::new(Cursor::new(state.contents[*content].data.clone())))
            }
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        let (go, end) = Self::operate(&mut state);
        if go {
            let node = *state.names.get(from).ok_or(io::ErrorKind::NotFound)?;
            state.change(Change::Renamed(from.to_owned(), to.to_owned(), node));
        }
        end
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let (go, end) = Self::operate(&mut state);
        if go {
            let _ = state.names.get(path).ok_or(io::ErrorKind::NotFound)?;
            state.change(Change::Removed(path.to_owned()));
        }
        end
    }

    fn list(&self, path: &Path) -> io::Result<Vec<Item>> {
        let mut state = self.state();
        Self::operate(&mut state).1?;
        if state.names.get(path) != Some(&Node::Folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let inside = state.names.iter().filter(|(name, _)| name.parent() == Some(path));
        let kind = |node: &Node| if *node == Node::Folder { Kind::Folder } else { Kind::File };
        Ok(inside.map(|(name, node)| Item { path: name.clone(), kind: kind(node) }).collect())
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let mut state = self.state();
        Self::operate(&mut state).1?;
        match state.names.get(path) {
            Some(Node::Folder) => Ok(Kind::Folder),
            Some(Node::File(_)) => Ok(Kind::File),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn Any + Send>, Refused> {
        let mut state = self.state();
        Self::operate(&mut state).1.map_err(Refused::Impossible)?;
        if state.locks.insert(path.to_owned()) {
            drop(state);
            Ok(Box::new(Held(self.clone(), path.to_owned())))
        } else {
            Err(Refused::Held)
        }
    }
}

impl Appending for Handle {
    fn length(&mut self) -> io::Result<u64> {
        let mut state = self.disk.state();
        Disk::operate(&mut state).1?;
        Ok(state.contents[self.content].data.len() as u64)
    }

    fn last_byte(&mut self) -> io::Result<Option<u8>> {
        let mut state = self.disk.state();
        Disk::operate(&mut state).1?;
        Ok(state.contents[self.content].data.last().copied())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.disk.state();
        let short = state.fault == Fault::Short(state.operations);
        let half = matches!(state.fault, Fault::Half(at, _) if at == state.operations);
        let (go, end) = Disk::operate(&mut state);
        let count = if short || half { bytes.len() / 2 } else { bytes.len() };
        if go {
            state.contents[self.content].data.extend_from_slice(&bytes[..count]);
        }
        end.map(|()| count)
    }

    fn set_length(&mut self, length: u64) -> io::Result<()> {
        let mut state = self.disk.state();
        let (go, end) = Disk::operate(&mut state);
        if go {
            let length = usize::try_from(length).expect("small");
            state.contents[self.content].data.resize(length, 0);
        }
        end
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.state();
        let number = state.operations;
        state.syncs.push(number);
        let skip = state.skip == Skip::FileSync;
        let gone = state.gone;
        let (go, end) = Disk::operate(&mut state);
        let crash = state.gone;
        let content = &mut state.contents[self.content];
        match &end {
            // A power cut in the midst of a sync: nothing of it is certain.
            _ if gone || crash || (go && skip) => {}
            Ok(()) => content.sync(),
            Err(_) => content.fail_to_sync(),
        }
        end
    }
}
