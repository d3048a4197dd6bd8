//! Inputs made of other inputs: bytes, lines, numbers and words of JSON changed, doubled, moved and left out.

/// Numbers at which something may turn over.
const NUMBERS: [&str; 14] = [
    "0",
    "-1",
    "1",
    "9",
    "59",
    "60",
    "61",
    "255",
    "65536",
    "4294967296",
    "18446744073709551615",
    "-9223372036854775809",
    "1e308",
    "0.5",
];

/// Bytes that mean something to a reader of text.
const WORDS: [&[u8]; 18] = [
    b"\xEF\xBB\xBF",
    b"\0",
    b"\0\0\0\0\0\0\0\0",
    b"\r\n",
    b"\n",
    b"\xFF\xFE",
    b"\xF0\x9F\x98\x80",
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b"[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":",
    b"<<<<<<< HEAD\n",
    b"\xE2\x80\xAE",
    b"\xCC\x81\xCC\x81",
];

/// Makes inputs, for ever the same ones from the same seed.
pub struct Mutator {
    state: u64,
    pool: Vec<Vec<u8>>,
}

impl Mutator {
    pub fn new(seed: u64, pool: Vec<Vec<u8>>) -> Self {
        assert!(!pool.is_empty(), "something to begin with");
        Self { state: seed.wrapping_mul(2).wrapping_add(1), pool }
    }

    /// Keeps an input to make others of.
    pub fn learn(&mut self, bytes: Vec<u8>) {
        self.pool.push(bytes);
    }

    /// A number below `most`, which is not 0. Xorshift with a multiplication: no need for more here.
    fn below(&mut self, most: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let bits = self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(bits).unwrap_or(0) % most.max(1)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Another input. With `signed`, its lines mostly get a right checksum again, so that what stands in them is
    /// looked at.
    pub fn next(&mut self, signed: bool, largest: usize) -> Vec<u8> {
        let at = self.below(self.pool.len());
        let mut bytes = self.pool[at].clone();
        for _ in 0..=self.below(4) {
            self.change(&mut bytes);
        }
        bytes.truncate(largest);
        if signed && self.below(4) > 0 { sign(&bytes) } else { bytes }
    }

    /// A part of the bytes: where it begins and ends.
    fn part(&mut self, length: usize, longest: usize) -> (usize, usize) {
        let begin = self.below(length + 1);
        (begin, (begin + 1 + self.below(longest)).min(length))
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        match self.below(12) {
            0 if length > 0 => {
                let at = self.below(length);
                bytes[at] ^= 1 << self.below(8);
            }
            1 if length > 0 => {
                let at = self.below(length);
                bytes[at] = u8::try_from(self.below(256)).unwrap_or(0);
            }
            2 => {
                let (begin, end) = self.part(length, 40);
                drop(bytes.drain(begin..end));
            }
            3 => {
                let (begin, end) = self.part(length, 200);
                let again = bytes[begin..end].to_vec();
                insert(bytes, begin, &again);
            }
            4 => bytes.truncate(self.below(length + 1)),
            5 => {
                let (at, word) = (self.below(length + 1), self.one_of(&WORDS));
                insert(bytes, at, word);
            }
            6 => self.change_number(bytes),
            7 => self.change_lines(bytes),
            8 | 9 => self.change_token(bytes),
            10 => {
                // The beginning of one and the end of another.
                let other = self.below(self.pool.len());
                let other = self.pool[other].clone();
                let (here, there) = (self.below(length + 1), self.below(other.len() + 1));
                bytes.truncate(here);
                bytes.extend_from_slice(&other[there..]);
            }
            _ => {
                // Many times the same: what grows faster than its input shows.
                let (begin, end) = self.part(length, 12);
                let again = bytes[begin..end].repeat(1 + self.below(200));
                insert(bytes, begin, &again);
            }
        }
    }

    fn change_number(&mut self, bytes: &mut Vec<u8>) {
        let digits = tokens(bytes, |byte| byte.is_ascii_digit());
        let Some((begin, end)) = self.pick(&digits) else { return };
        let number = self.one_of(&NUMBERS);
        drop(bytes.splice(begin..end, number.bytes()));
    }

    fn change_lines(&mut self, bytes: &mut Vec<u8>) {
        let mut lines: Vec<Vec<u8>> =
            bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        if lines.is_empty() {
            return;
        }
        let (one, other) = (self.below(lines.len()), self.below(lines.len()));
        match self.below(3) {
            0 => lines.swap(one, other),
            1 => drop(lines.remove(one)),
            _ => {
                let again = lines[one].clone();
                lines.insert(other, again);
            }
        }
        *bytes = lines.concat();
    }

    /// One word of JSON, or of prose, in the place of another; from this input or from another.
    fn change_token(&mut self, bytes: &mut Vec<u8>) {
        let word = |byte: u8| byte.is_ascii_alphanumeric() || b"-_\".".contains(&byte);
        let Some((begin, end)) = self.pick(&tokens(bytes, word)) else { return };
        let other = self.below(self.pool.len());
        let other = self.pool[other].clone();
        let Some((from, to)) = self.pick(&tokens(&other, word)) else { return };
        drop(bytes.splice(begin..end, other[from..to].iter().copied()));
    }

    fn pick(&mut self, all: &[(usize, usize)]) -> Option<(usize, usize)> {
        if all.is_empty() { None } else { Some(self.one_of(all)) }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, what: &[u8]) {
    drop(bytes.splice(at..at, what.iter().copied()));
}

/// Where the runs of such bytes begin and end.
fn tokens(bytes: &[u8], is_part: impl Fn(u8) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut begin = None;
    for (at, byte) in bytes.iter().chain([&b'\n']).enumerate() {
        match (is_part(*byte), begin) {
            (true, None) => begin = Some(at),
            (false, Some(from)) => {
                found.push((from, at));
                begin = None;
            }
            _ => {}
        }
    }
    found
}

/// Gives every line that has a place for a checksum the right one.
fn sign(bytes: &[u8]) -> Vec<u8> {
    let mut signed = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let mark = b",\"crc\":\"";
        match line.windows(mark.len()).rposition(|part| part == mark) {
            Some(at) => {
                let body = &line[..at];
                signed.extend_from_slice(body);
                let end = if line.ends_with(b"\n") { "\n" } else { "" };
                signed.extend_from_slice(
                    format!(",\"crc\":\"{:08x}\"}}{end}", crc32fast::hash(body)).as_bytes(),
                );
            }
            None => signed.extend_from_slice(line),
        }
    }
    signed
}
