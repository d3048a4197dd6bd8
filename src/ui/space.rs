//! The scale of space, corners and breakpoints, in logical pixels.

/// 4
pub const HAIR: f32 = 4.0;
/// 8
pub const TIGHT: f32 = 8.0;
/// 12
pub const SNUG: f32 = 12.0;
/// 16
pub const BASE: f32 = 16.0;
/// 24
pub const WIDE: f32 = 24.0;
/// 32
pub const BROAD: f32 = 32.0;
/// 44
pub const PAGE: f32 = 44.0;

/// Corners of cards and buttons.
pub const CORNER: f32 = 14.0;
/// Corners of chips.
pub const ROUND: f32 = 18.0;
/// Width of the rail on the left.
pub const RAIL: f32 = 76.0;
/// Under this width the rail becomes a bar at the bottom.
pub const BAR_UNDER: f32 = 720.0;
/// Under this width the figure goes above the text.
pub const STACK_UNDER: f32 = 900.0;
/// No line of running text is longer than this.
pub const MEASURE: f32 = 720.0;
