/** How PHP writes a float in JSON (`serialize_precision` -1): the shortest digits that read back the same; an exponent from 1e17 on
 *  and below 0.0001, as in `1.0e+25`. */
export function phpJsonFloat(value: number): string {
  return layOut(value, value.toExponential(), 17, 'e');
}

/** How PHP turns a float into text (`precision` 14), as in `0.33333333333333` or `1.0E+25`. */
export function phpTextFloat(value: number): string {
  return layOut(value, fourteenDigits(value), 14, 'E');
}

/** PHP rounds a tie to the even digit, JavaScript upwards. */
function fourteenDigits(value: number): string {
  const tie = /^(-?\d\.\d{12}[02468])50+(e.*)$/.exec(value.toExponential(60));
  return tie ? tie[1]! + tie[2]! : value.toExponential(13);
}

/** Lays out the digits of JavaScript's exponential form as C's %G does, with at least one digit after the point of a mantissa. */
function layOut(value: number, exponential: string, precision: number, e: 'e' | 'E'): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa, power] = exponential.split('e') as [string, string];
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '') || '0';
  const exponent = Number(power);
  if (exponent < -4 || exponent >= precision)
    return `${sign}${digits[0]}.${digits.slice(1) || '0'}${e}${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return sign + whole + (fraction && `.${fraction}`);
}
