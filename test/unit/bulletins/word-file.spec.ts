import { extractDocument } from '../../../src/bulletins/extract-text.js';
import { zip } from '../../support/zip.js';

const run = (text: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const paragraph = (content: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;

async function textOf(body: string, parts: Record<string, string> = {}): Promise<string> {
  const document = `<w:document><w:body>${body}</w:body></w:document>`;
  return (await extractDocument(zip({ 'word/document.xml': document, ...parts }))).text;
}

describe('a Word file', () => {
  it('is read as it will print: insertions in, deletions, moved-away and hidden text out', async () => {
    const text = await textOf(
      paragraph(
        `${run('最高')}<w:del><w:r><w:delText>10</w:delText></w:r>${run('十')}</w:del><w:ins>${run('20')}</w:ins>` +
          `<w:moveFrom>${run('另行')}</w:moveFrom>${run('万元')}${run('内部', '<w:vanish/>')}${run('整', '<w:vanish w:val="0"/>')}`,
      ),
    );
    expect(text).toBe('最高20万元整');
  });

  it('keeps footnotes behind the paragraph that refers to them', async () => {
    const footnotes =
      '<w:footnotes><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>指注册地在本区。</w:t></w:r></w:p></w:footnote></w:footnotes>';
    const text = await textOf(
      paragraph(`${run('本区企业')}<w:r><w:footnoteReference w:id="2"/></w:r>`) + paragraph(run('第二段')),
      { 'word/footnotes.xml': footnotes },
    );
    expect(text).toBe('本区企业\n注:指注册地在本区。\n第二段');
  });

  it('reads a text box once, though it is kept twice', async () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`;
    const text = await textOf(
      paragraph(
        `<w:r><mc:AlternateContent><mc:Choice>${box('框中字')}</mc:Choice><mc:Fallback>${box('框中字')}</mc:Fallback></mc:AlternateContent></w:r>${run('正文')}`,
      ),
    );
    expect(text).toBe('正文\n框中字');
  });

  it('prints the numbers of numbered styles, and starts again where the list says so', async () => {
    const level = (format: string, text: string) =>
      `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:numbering><w:abstractNum w:abstractNumId="0">${level('chineseCounting', '%1、')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`;
    const styles =
      '<w:styles><w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="H2"><w:basedOn w:val="H"/></w:style></w:styles>';
    const own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>';
    const text = await textOf(
      paragraph(run('总则'), '<w:pStyle w:val="H"/>') +
        paragraph(run('附则'), '<w:pStyle w:val="H2"/>') +
        paragraph(run('另起'), own),
      { 'word/numbering.xml': numbering, 'word/styles.xml': styles },
    );
    expect(text).toBe('一、总则\n二、附则\n一、另起');
  });

  it('gives the address behind 点击查看原文', async () => {
    const link = `<w:hyperlink r:id="r1">${run('点击查看原文')}</w:hyperlink>`;
    const text = await textOf(paragraph(`${run('政策原文链接:')}${link}`), {
      'word/_rels/document.xml.rels':
        '<Relationships><Relationship Id="r1" Target="https://www.example.cn/a.html" TargetMode="External"/></Relationships>',
    });
    expect(text).toBe('政策原文链接:[点击查看原文](https://www.example.cn/a.html)');
  });
});
