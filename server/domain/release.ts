// Which release this is. Here and not read from package.json, because the domain reads no files; a test compares the two.

export const RELEASE = '0.1.0';
