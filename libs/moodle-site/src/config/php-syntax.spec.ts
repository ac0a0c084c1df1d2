import { phpStatements } from './php-syntax';

it.each(['<?php #[x(', '<?php #[', '<?php $a = [', '<?php function a() { #[ }\n'])(
  '%s, which has no end, is refused',
  (source) => {
    expect(() => phpStatements(source, 'config.php')).toThrow(/no end|error/i);
  },
);

it('a file is its statements', () => {
  expect(phpStatements('\uFEFF<?php $a = 1; echo $a;', 'config.php').map(({ kind }) => kind)).toEqual([
    'expressionstatement',
    'echo',
  ]);
});
