/**
 * Takes out of compiled MJML what no mail client needs: comments (Outlook's conditional ones stay), indentation,
 * empty `class` and default attributes. Runs of white space become one character, so no text changes its meaning.
 */
export function minifyMailHtml(html: string): string {
  return html
    .replace(/<!--(?!\[if|<!\[endif)[\s\S]*?-->/g, (comment) =>
      comment.includes('<![endif]') ? comment : '',
    )
    .replace(
      /<style type="text\/css">([\s\S]*?)<\/style>/g,
      (_, css: string) => `<style>${minifyCss(css)}</style>`,
    )
    .replace(/<style>\s*<\/style>/g, '')
    .replace(/ style="([^"]*)"/g, (_, css: string) => ` style="${minifyCss(css)}"`)
    .replace(/ (?:class|style)=""/g, '')
    .replace(/\s+/g, (space) => (space.includes('\n') ? '\n' : ' '))
    .trim();
}

function minifyCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/([a-z-]): /g, '$1:')
    .replace(/;}/g, '}')
    .replace(/;$/, '')
    .trim();
}
