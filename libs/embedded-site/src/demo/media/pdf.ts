/** A line of a PDF: `# ` before it makes a title, `## ` a heading; an empty one leaves a gap. */
export type PdfLine = string;

const pageHeight = 842;
const margin = 60;
const charactersPerLine = 88;

/** A plain A4 document of running text in Helvetica, one or more pages. Characters outside Latin 1 become `?`. */
export function pdf(title: string, lines: readonly PdfLine[]): Buffer {
  const pages = paginate(lines.flatMap(wrap));
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, i) => `${6 + i * 2} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title (${escaped(title)}) /Producer (Coursekeep demo site) >>`,
  ];
  pages.forEach((content, index) => {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${pageHeight}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${7 + index * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  });
  return assembled(objects);
}

interface Piece {
  readonly text: string;
  readonly font: 'F1' | 'F2';
  readonly size: number;
}

function wrap(line: PdfLine): Piece[] {
  const [, hashes = '', text = ''] = /^(#{0,2}) ?(.*)$/.exec(line) ?? [];
  const style =
    hashes === '#'
      ? ({ font: 'F2', size: 20 } as const)
      : hashes === '##'
        ? ({ font: 'F2', size: 13 } as const)
        : ({ font: 'F1', size: 10.5 } as const);
  const limit = Math.floor((charactersPerLine * 10.5) / style.size);
  const pieces: string[] = [''];
  for (const word of text.split(' ')) {
    const last = pieces.at(-1) ?? '';
    if (last && last.length + word.length + 1 > limit) pieces.push(word);
    else pieces[pieces.length - 1] = last ? `${last} ${word}` : word;
  }
  return pieces.map((piece) => ({ text: piece, ...style }));
}

function paginate(pieces: readonly Piece[]): string[] {
  const pages: string[] = [];
  let content = '';
  let y = pageHeight - margin;
  for (const piece of pieces) {
    const leading = piece.size * 1.5;
    if (y - leading < margin) {
      pages.push(content);
      content = '';
      y = pageHeight - margin;
    }
    y -= leading;
    content += `BT /${piece.font} ${piece.size} Tf ${margin} ${y.toFixed(1)} Td (${escaped(piece.text)}) Tj ET\n`;
  }
  return [...pages, content];
}

const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;

function escaped(text: string): string {
  return text
    .replace(/[–—]/g, '-')
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '?')
    .replace(/[\\()]/g, '\\$&');
}

function assembled(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) text += `${String(offset).padStart(10, '0')} 00000 n \n`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
