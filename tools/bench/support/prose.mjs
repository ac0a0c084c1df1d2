const SYLLABLES = 'ba ce di fo gu han jel kim lor mun na pe ri so tu ver wal xi yor zen chi sta pro con ex de'.split(
  ' ',
);

/** Some thousand made-up words; the first ones are short and are used most, as in a language. */
const WORDS = Array.from({ length: 4000 }, (_, at) => {
  const word = [];
  for (let rest = at + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word.push(SYLLABLES[(rest * 7) % SYLLABLES.length]);
  }
  return word.join('');
});
const chances = chanceFrom(1);
/** People write in turns of phrase: without them a text would compress far worse and more slowly than theirs. */
const PHRASES = Array.from({ length: 5000 }, (_, at) =>
  Array.from({ length: 1 + (at % 7) }, () => WORDS[Math.floor(WORDS.length * chances() ** 3)]).join(' '),
);

/** Made-up text of `length` characters, another one for each `seed`; compresses about as well as what people write. */
export function prose(seed, length) {
  const chance = chanceFrom(seed);
  const phrases = [];
  for (let size = 0; size < length;) {
    const phrase = PHRASES[Math.floor(PHRASES.length * chance() ** 2)];
    phrases.push(phrase);
    size += phrase.length + 1;
  }
  return phrases.join(' ').slice(0, length);
}

/** Gives numbers from 0 to 1, the same ones for the same seed. */
function chanceFrom(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
