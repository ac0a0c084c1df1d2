/** Whether a name fits a pattern in which * stands for anything and ? for one character; case does not count. Takes no longer
 *  than both lengths multiplied, whatever the pattern. */
export function fitsPattern(name: string, pattern: string): boolean {
  const text = [...name.toLowerCase()];
  const wanted = [...pattern.toLowerCase()];
  let at = 0;
  let next = 0;
  let star = -1;
  let taken = 0;
  while (at < text.length) {
    if (wanted[next] === '*') {
      star = next++;
      taken = at;
    } else if (next < wanted.length && (wanted[next] === '?' || wanted[next] === text[at])) {
      at++;
      next++;
    } else if (star >= 0) {
      // The last star takes one character more.
      next = star + 1;
      at = ++taken;
    } else {
      return false;
    }
  }
  return wanted.slice(next).every((left) => left === '*');
}
