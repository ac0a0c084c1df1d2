/** Gathers small texts and gives their UTF-8 in pieces of some size. A surrogate pair that is split between two texts
 *  comes out whole. */
export class GatheringEncoder {
  private text = '';

  /** A piece where enough has been gathered. */
  add(text: string): Buffer | undefined {
    this.text += text;
    if (this.text.length < PIECE) return undefined;
    const held = isHighSurrogate(this.text.charCodeAt(this.text.length - 1)) ? 1 : 0;
    const piece = Buffer.from(this.text.slice(0, this.text.length - held));
    this.text = this.text.slice(this.text.length - held);
    return piece;
  }

  /** What is left; the encoder is empty afterwards. */
  finish(): Buffer {
    const piece = Buffer.from(this.text);
    this.text = '';
    return piece;
  }
}

const PIECE = 16 * 1024;

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
