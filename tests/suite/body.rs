//! The points on the form: measured along the skin, seen in their pictures, mirrored, in their order.

mod places;
mod prints;
