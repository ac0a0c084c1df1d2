/** A line of a plugin's code; `file` relative to the plugin's folder. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export const placeText = ({ file, line }: Place): string => `${file} line ${line}`;
