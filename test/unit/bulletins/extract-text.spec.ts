import { extractDocument } from '../../../src/bulletins/extract-text.js';
import { htmlToText } from '../../../src/bulletins/extractors/html.js';
import { decodeText } from '../../../src/bulletins/extractors/text.js';
import { zip } from '../../support/zip.js';

const TEXT = '关于支持工业设计发展的通知\n发布日期:2024-03-01\n各有关单位:请遵照执行。\n';
/** TEXT's first line in GB18030, for Node encodes no GB18030 itself. */
const GB18030 = Buffer.from('b9d8d3dad6a7b3d6b9a4d2b5c9e8bcc6b7a2d5b9b5c4cda8d6aa0a', 'hex');

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('decoding text', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), 'utf-8'],
    ['UTF-16 little endian with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 big endian with a mark', utf16be(`\uFEFF${TEXT}`), 'utf-16be'],
    ['UTF-16 little endian without a mark', Buffer.from(TEXT, 'utf16le'), 'utf-16le'],
    ['UTF-16 big endian without a mark', utf16be(TEXT), 'utf-16be'],
  ])('reads %s', (_name, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: TEXT, encoding });
  });

  it('reads GB18030', () => {
    expect(decodeText(GB18030)).toEqual({ text: '关于支持工业设计发展的通知\n', encoding: 'gb18030' });
  });

  it('ends lines as other systems do, and where only the indents of paragraphs are left', () => {
    const decode = (text: string) => decodeText(Buffer.from(text)).text;
    expect(decode('甲\r乙\r\n丙\u2028丁\u0085戊\v己')).toBe('甲\n乙\r\n丙\n丁\n戊\n己');
    const sentences = '请认真组织实施。'.repeat(24);
    const glued = [
      '关于做好渔港检查的通知',
      '文　　号：三农发〔2024〕7号',
      '各乡镇：',
      sentences,
      sentences,
      '2024年3月5日',
    ].join('\u3000\u3000');
    expect(decode(glued).split('\n')).toHaveLength(6);
    expect(decode(glued)).toHaveLength(glued.length);
    expect(decode('标题\u3000\u3000发布日期')).toBe('标题\u3000\u3000发布日期');
  });

  it('reads UTF-8 cut inside a character', () => {
    expect(decodeText(Buffer.from(TEXT).subarray(0, 40)).encoding).toBe('utf-8');
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'bulletin.empty-document'],
    ['white space', Buffer.from(' \n \n'), 'bulletin.empty-document'],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452000003e8', 'hex'), 'bulletin.binary-document'],
    ['zeros', Buffer.alloc(400), 'bulletin.binary-document'],
  ])('refuses %s', (_name, bytes, code) => {
    expect(() => decodeText(bytes)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a web page', () => {
  it('becomes lines, fact tables one line a row, without scripts and hidden parts', () => {
    const { text } = htmlToText(
      '<title>x</title><script>alert(1)</script><table><tr><td><b>发文机关：</b></td><td>国务院</td></tr></table>' +
        '<p onclick="x()">第一段</p><p style="display:none">隐藏</p><ol><li>甲</li><li>乙</li></ol>第<br>行',
    );
    expect(text).toBe('发文机关：\t国务院\n\n第一段\n\n1. 甲\n\n2. 乙\n\n第\n行');
  });

  it('prints a link’s title whole where the list cuts it short', () => {
    const { text } = htmlToText(
      '<li><a href="a.html" title="关于印发《河谷市灌溉用水管理办法》的通知">关于印发《河谷市灌溉...</a></li>' +
        '<li><a href="b.html" title="点击进入">关于印发节水目录的通知……</a></li>',
    );
    expect(text).toContain('关于印发《河谷市灌溉用水管理办法》的通知');
    expect(text).toContain('关于印发节水目录的通知……');
  });

  it('tells its own address, title and date', () => {
    const { hints } = htmlToText(
      '<meta name="ArticleTitle" content="关于某事的通知"><meta name="PubDate" content="2024-05-06 10:00">' +
        '<link rel="canonical" href="https://www.example.cn/a.html"><p>文</p>',
    );
    expect(hints).toEqual({
      title: '关于某事的通知',
      publishedOn: '2024-05-06 10:00',
      link: 'https://www.example.cn/a.html',
    });
  });

  it('dates a page by the day it was first put up, where it says no other', () => {
    const dated = (name: string) =>
      htmlToText(`<meta name="${name}" content="2024-05-06-17:25:13"><p>文</p>`);
    expect(dated('firstpublishedtime').hints.publishedOn).toBe('2024-05-06-17:25:13');
    expect(dated('lastmodifiedtime').hints.publishedOn).toBeNull();
  });

  it('saved without an address is known by the buttons that link to itself', () => {
    const image = '<img src="http://www.example.cn/a.gif">';
    const page = (links: string) => htmlToText(`<p>文</p>${links}${image.repeat(3)}`).hints.link;
    expect(page('<a href="/zc/1.htm#">打印</a><a href="/zc/1.htm#">关闭</a>')).toBe(
      'http://www.example.cn/zc/1.htm',
    );
    expect(page('<a href="/zc/1.htm#">打印</a><a href="/zc/2.htm#">关闭</a>')).toBeNull();
  });

  it('of ten thousand nested tags is read', () => {
    expect(htmlToText(`${'<div>'.repeat(10_000)}深`).text).toBe('深');
  });
});

describe('a Word file', () => {
  const numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
  const numbering =
    '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>' +
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>';

  it('gives its paragraphs with automatic numbers and its tables by rows', async () => {
    const document = `<w:document><w:body>${paragraph('标题')}${paragraph('总则', numbered)}${paragraph('附则', numbered)}<w:tbl><w:tr><w:tc>${paragraph('甲')}</w:tc><w:tc>${paragraph('乙')}</w:tc></w:tr></w:tbl></w:body></w:document>`;
    const bytes = zip({ 'word/document.xml': document, 'word/numbering.xml': numbering });
    expect(await extractDocument(bytes)).toMatchObject({
      format: 'docx',
      text: '标题\n一、总则\n二、附则\n甲\t乙',
    });
  });

  it('that unpacks beyond measure is refused', async () => {
    const bytes = zip({ 'word/document.xml': 'x'.repeat(31_000_000) });
    await expect(extractDocument(bytes)).rejects.toMatchObject({ code: 'bulletin.too-large' });
  });

  it('that is another archive is refused', async () => {
    await expect(extractDocument(zip({ 'a.txt': 'x' }))).rejects.toMatchObject({
      code: 'bulletin.unsupported-document',
    });
  });
});

function paragraph(text: string, list = ''): string {
  return `<w:p><w:pPr>${list}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
}
