//! Versioned files and printed JSON, to and from the domain. Text in, values out; no file is opened here.

pub mod contract;
pub mod log;
pub mod page;
pub mod point;
pub mod sessions;
pub mod settings;
pub mod shipped;
