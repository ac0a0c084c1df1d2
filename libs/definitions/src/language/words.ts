/** Names separated by white space. */
export const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');
