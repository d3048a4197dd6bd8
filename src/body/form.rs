//! The human form: a mesh at rest, its poses, and what each part of its surface is.
//!
//! Lengths are in decimetres, y up, z forward; the figure's left is +x. A point of the surface is a [`Spot`] on
//! the mesh at rest, so that it travels with every pose.

use glam::Vec3;

/// What a triangle is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Skin, or clothes or hair over it.
    Skin,
    /// White of the eye.
    White,
    /// Iris and pupil.
    Iris,
    /// Lips.
    Lips,
    /// Finger nail or toe nail.
    Nail,
}

impl Label {
    const ALL: [Self; 5] = [Self::Skin, Self::White, Self::Iris, Self::Lips, Self::Nail];
}

/// A bearing of the body, with the whole surface in it.
#[derive(Debug, Clone)]
pub struct Pose {
    /// Its name in the asset.
    pub name: String,
    /// Where each vertex is.
    pub positions: Vec<Vec3>,
    /// Which way the surface faces there, of length 1.
    pub normals: Vec<Vec3>,
    /// How open the surface lies to the light there, from 0 (a deep hollow) to 1.
    pub open: Vec<f32>,
}

/// A place on the surface: a triangle and the weights of its corners, which sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(from = "(u32, f32, f32, f32)", into = "(u32, f32, f32, f32)")]
pub struct Spot {
    /// Which triangle.
    pub triangle: u32,
    /// How much each corner counts.
    pub weights: [f32; 3],
}

impl From<(u32, f32, f32, f32)> for Spot {
    fn from((triangle, a, b, c): (u32, f32, f32, f32)) -> Self {
        Self { triangle, weights: [a, b, c] }
    }
}

impl From<Spot> for (u32, f32, f32, f32) {
    fn from(Spot { triangle, weights: [a, b, c] }: Spot) -> Self {
        (triangle, a, b, c)
    }
}

/// The mesh with everything that is known of its surface.
#[derive(Debug, Clone)]
pub struct Form {
    /// Corners of each triangle, counter-clockwise from outside.
    pub triangles: Vec<[u16; 3]>,
    /// What each triangle is.
    pub labels: Vec<Label>,
    /// How far inside the clothes each vertex lies, along the skin; negative outside.
    pub cloth: Vec<f32>,
    /// How far inside hair or eyebrows each vertex lies; negative outside.
    pub hair: Vec<f32>,
    /// The vertex of the other side; itself on the midline.
    pub mirror: Vec<u16>,
    /// The bearings, the one at rest first.
    pub poses: Vec<Pose>,
}

/// What is wrong with a form.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FormError {
    /// It does not begin as a form does.
    #[error("the figure's file does not begin with {MAGIC:?}")]
    Magic,
    /// It ends too early.
    #[error("the figure's file ends at byte {0}, in the middle of something")]
    Short(usize),
    /// It names a vertex that there is not.
    #[error("the figure's file names vertex {0}, which there is not")]
    Vertex(u16),
    /// A kind of surface that is not known.
    #[error("the figure's file knows a kind of surface {0} that this program does not")]
    Label(u8),
    /// Nothing is in it.
    #[error("the figure's file has no pose")]
    Empty,
}

const MAGIC: &[u8; 8] = b"WSFORM01";

/// Decimetres in one step of `cloth` and `hair`.
const FIELD_STEP: f32 = 0.01;

/// Takes numbers off the front of a file.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], FormError> {
        let end = self.at.saturating_add(count);
        let taken = self.bytes.get(self.at..end).ok_or(FormError::Short(self.bytes.len()))?;
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], FormError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn count(&mut self) -> Result<usize, FormError> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    fn words(&mut self, count: usize) -> Result<impl Iterator<Item = u16> + use<'a>, FormError> {
        let bytes = self.take(count.saturating_mul(2))?;
        Ok(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])))
    }

    fn places(&mut self, count: usize, unit: f32) -> Result<Vec<Vec3>, FormError> {
        let steps: Vec<f32> = self
            .words(count.saturating_mul(3))?
            .map(|word| f32::from(word.cast_signed()) * unit)
            .collect();
        Ok(steps.chunks_exact(3).map(Vec3::from_slice).collect())
    }

    fn field(&mut self, count: usize) -> Result<Vec<f32>, FormError> {
        let bytes = self.take(count)?;
        Ok(bytes.iter().map(|byte| f32::from(byte.cast_signed()) * FIELD_STEP).collect())
    }
}

impl Form {
    /// Reads the file that `tools/body` writes.
    ///
    /// # Errors
    /// When the file is cut short or names what there is not.
    pub fn read(bytes: &[u8]) -> Result<Self, FormError> {
        let mut reader = Reader { bytes, at: 0 };
        if &reader.array::<8>()? != MAGIC {
            return Err(FormError::Magic);
        }
        let (vertices, quads, poses) = (reader.count()?, reader.count()?, reader.count()?);
        let unit = f32::from_le_bytes(reader.array()?);
        let rest = reader.places(vertices, unit)?;
        let cloth = reader.field(vertices)?;
        let hair = reader.field(vertices)?;
        let known = |word: u16| {
            if usize::from(word) < vertices { Ok(word) } else { Err(FormError::Vertex(word)) }
        };
        let mirror = reader.words(vertices)?.map(known).collect::<Result<Vec<_>, _>>()?;
        let corners =
            reader.words(quads.saturating_mul(4))?.map(known).collect::<Result<Vec<_>, _>>()?;
        let triangles: Vec<[u16; 3]> = corners
            .chunks_exact(4)
            .flat_map(|quad| [[quad[0], quad[1], quad[2]], [quad[0], quad[2], quad[3]]])
            .collect();
        let mut labels = Vec::with_capacity(triangles.len());
        for &byte in reader.take(quads)? {
            let label = *Label::ALL.get(usize::from(byte)).ok_or(FormError::Label(byte))?;
            labels.extend([label; 2]);
        }
        let mut read = Vec::with_capacity(poses);
        for _ in 0..poses {
            let name = reader.array::<16>()?;
            let name = String::from_utf8_lossy(&name).trim_end_matches('\0').to_owned();
            let moved = reader.count()?;
            let indices = reader.words(moved)?.map(known).collect::<Result<Vec<_>, _>>()?;
            let places = reader.places(moved, unit)?;
            let open = reader.take(vertices)?.iter().map(|&byte| f32::from(byte) / 255.0).collect();
            let mut positions = rest.clone();
            for (index, place) in indices.into_iter().zip(places) {
                positions[usize::from(index)] = place;
            }
            let normals = normals(&positions, &triangles);
            read.push(Pose { name, positions, normals, open });
        }
        if read.is_empty() {
            return Err(FormError::Empty);
        }
        Ok(Self { triangles, labels, cloth, hair, mirror, poses: read })
    }

    /// The bearing at rest, on which places are measured.
    #[must_use]
    pub fn rest(&self) -> &Pose {
        &self.poses[0]
    }

    /// The bearing of that name.
    #[must_use]
    pub fn pose(&self, name: &str) -> Option<&Pose> {
        self.poses.iter().find(|pose| pose.name == name)
    }

    /// The corners of a triangle in a pose.
    #[must_use]
    pub fn corners(&self, pose: &Pose, triangle: usize) -> [Vec3; 3] {
        self.triangles[triangle].map(|corner| pose.positions[usize::from(corner)])
    }

    /// Where a spot is in a pose.
    #[must_use]
    pub fn position(&self, pose: &Pose, spot: Spot) -> Vec3 {
        blend(self.triangles[spot.triangle as usize], spot.weights, &pose.positions)
    }

    /// Which way the surface faces at a spot in a pose, of length 1.
    #[must_use]
    pub fn normal(&self, pose: &Pose, spot: Spot) -> Vec3 {
        blend(self.triangles[spot.triangle as usize], spot.weights, &pose.normals)
            .try_normalize()
            .unwrap_or(Vec3::Z)
    }

    /// The same place on the other side of the body.
    #[must_use]
    pub fn mirrored(&self, spot: Spot) -> Option<Spot> {
        let [a, b, c] =
            self.triangles[spot.triangle as usize].map(|corner| self.mirror[usize::from(corner)]);
        let wanted = [a, c, b];
        // A mirrored triangle turns the other way round; its first corner may be any of the three.
        let turns = [[0, 1, 2], [1, 2, 0], [2, 0, 1]];
        (0..).zip(&self.triangles).find_map(|(index, corners)| {
            turns.into_iter().find(|turn| turn.map(|at| wanted[at]) == *corners).map(|turn| {
                let [wa, wb, wc] = spot.weights;
                let weights = [wa, wc, wb];
                Spot { triangle: index, weights: turn.map(|at| weights[at]) }
            })
        })
    }
}

fn blend(corners: [u16; 3], weights: [f32; 3], values: &[Vec3]) -> Vec3 {
    corners.iter().zip(weights).map(|(&corner, weight)| values[usize::from(corner)] * weight).sum()
}

/// Smooth normals: each triangle counts by its area.
fn normals(positions: &[Vec3], triangles: &[[u16; 3]]) -> Vec<Vec3> {
    let mut normals = vec![Vec3::ZERO; positions.len()];
    for corners in triangles {
        let [a, b, c] = corners.map(|corner| positions[usize::from(corner)]);
        let across = (b - a).cross(c - a);
        for &corner in corners {
            normals[usize::from(corner)] += across;
        }
    }
    for normal in &mut normals {
        *normal = normal.try_normalize().unwrap_or(Vec3::Z);
    }
    normals
}
