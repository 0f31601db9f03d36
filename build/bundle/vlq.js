// Encodes and decodes the mappings of a source map.
'use strict';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE_OF = new Map([...DIGITS].map((digit, value) => [digit, value]));

/** The segments of each line of the generated file: [column, source, line, column of the source], all absolute. */
function decode(mappings) {
  let [source, line, column] = [0, 0, 0];
  return mappings.split(';').map(text => {
    let made = 0;
    return text === '' ? [] : text.split(',').map(segment => {
      const [first, ...rest] = numbersOf(segment);
      made += first;
      if (rest.length === 0) { return [made]; }
      source += rest[0];
      line += rest[1];
      column += rest[2];
      return [made, source, line, column];
    });
  });
}

function encode(lines) {
  let before = [0, 0, 0];
  return lines.map(segments => {
    let made = 0;
    return segments.map(([column, ...rest]) => {
      const numbers = [column - made, ...rest.map((value, at) => value - before[at])];
      made = column;
      if (rest.length > 0) { before = rest; }
      return numbers.map(digitsOf).join('');
    }).join(',');
  }).join(';');
}

function numbersOf(segment) {
  const found = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = VALUE_OF.get(digit);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits & 32) { continue; }
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return found;
}

function digitsOf(number) {
  let rest = number < 0 ? (-number << 1) | 1 : number << 1;
  let text = '';
  do {
    const more = rest >> 5;
    text += DIGITS[(rest & 31) | (more > 0 ? 32 : 0)];
    rest = more;
  } while (rest > 0);
  return text;
}

module.exports = { decode, encode };
