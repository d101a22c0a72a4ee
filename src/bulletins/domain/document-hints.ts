/** What a format says about a whole document besides its text: a page's own address, title and date. Asked last. */
export interface DocumentHints {
  readonly title: string | null;
  readonly publishedOn: string | null;
  readonly link: string | null;
}

export const NO_HINTS: DocumentHints = { title: null, publishedOn: null, link: null };
