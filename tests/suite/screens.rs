//! The screens: golden pictures, and what clicks and keys do.

mod paths;
mod pictures;
mod scripts;
