/** What macOS puts beside files when it packs them: `._name`, `__MACOSX/…`, `.DS_Store`. Moodle never opens it. */
export const isNoise = (path: string): boolean => /(^|\/)(\._[^/]*|\.DS_Store)$|^__MACOSX\//.test(path);
