import { hashSync } from 'bcryptjs';
import { encrypt } from 'unixcrypt';
import { passwordFits } from './passwords';

describe('a password', () => {
  const sha512 = encrypt('Pass word.1', '$6$rounds=1000$abcdefgh');
  const bcrypt = hashSync('Pass word.1', 4).replace(/^\$2b/, '$2y');

  it.each([sha512, bcrypt])('fits its own hash only: %s', async (hash) => {
    expect(await passwordFits('Pass word.1', hash)).toBe(true);
    expect(await passwordFits('pass word.1', hash)).toBe(false);
    expect(await passwordFits('', hash)).toBe(false);
  });

  it('fits what was stored with a pepper of the site, also with one of before, or with none', async () => {
    const withPepper = (pepper: string) => encrypt(`Pass word.1${pepper}`, '$6$rounds=1000$abcdefgh');
    const peppers = ['newest', 'older'];
    for (const pepper of ['newest', 'older', '']) {
      expect(await passwordFits('Pass word.1', withPepper(pepper), peppers)).toBe(true);
      expect(await passwordFits('pass word.1', withPepper(pepper), peppers)).toBe(false);
    }
    expect(await passwordFits('Pass word.1', withPepper('unknown'), peppers)).toBe(false);
    expect(await passwordFits('', withPepper(''), peppers)).toBe(false);
  });

  const never = [
    '',
    'not cached',
    'restored',
    '5f4dcc3b5aa765d61d8327deb882cf99',
    'password',
    '$1$abc$def',
    '$6$',
    '$6$x',
  ];
  it.each([...never, null])('never fits %s', async (hash) => expect(await passwordFits('password', hash)).toBe(false));

  it('is not tried where it is longer than Moodle allows', async () => {
    const long = 'x'.repeat(129);
    expect(await passwordFits(long, encrypt(long, '$6$rounds=1000$abcdefgh'))).toBe(false);
  });
});
