import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

function read(...lines: string[]): ParsedEntry {
  const [entry] = parseBulletin(lines.join('\n'), loadLexicon()).entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

const codes = ({ warnings }: ParsedEntry) => warnings.map(({ code }) => code);
const BODY = ['各有关单位：', '现就渔港管护补助工作通知如下，请认真执行。'];

describe('a title', () => {
  it('goes on behind the years that its second line begins with', () => {
    const { title } = read(
      '标题：',
      '三亚市人民政府关于渔港总体规划',
      '（2018—2035年）的批复',
      '发文字号：三府函〔2019〕3号',
      ...BODY,
    );
    expect(title).toBe('三亚市人民政府关于渔港总体规划（2018—2035年）的批复');
  });

  it('is printed without how the paper was passed', () => {
    const { title } = read(
      '三亚市渔港促进条例',
      '（2020年12月24日三亚市第七届人民代表大会常务委员会第三十六次会议通过）',
      '发布日期：2020-12-28',
      '第一条 为了促进渔港发展，制定本条例。',
    );
    expect(title).toBe('三亚市渔港促进条例');
  });

  it('is not the name of the site beside the day', () => {
    const entry = read(
      '三亚市人民政府关于废止一批渔港文件的决定',
      '三亚市人民政府门户网站 www.sanya.example.cn 发布时间：2019-03-06 【字体：大 中 小】',
      '三府〔2019〕4号',
      ...BODY,
    );
    expect(entry).toMatchObject({
      title: '三亚市人民政府关于废止一批渔港文件的决定',
      publishedOn: '2019-03-06',
      documentNumber: '三府〔2019〕4号',
    });
    expect(
      read('三亚市渔港管理条例', '三亚网 www.sanya.example.cn 2006年02月09日 来源：三亚市司法局', ...BODY),
    ).toMatchObject({ title: '三亚市渔港管理条例', issuers: ['三亚市司法局'], publishedOn: '2006-02-09' });
  });
});

describe('a page', () => {
  it('ends its text above the buttons for corrections', () => {
    const text = '中小渔港是渔业发展的生力军，要认真贯彻落实关于支持渔港发展的决策部署。'.repeat(4);
    const entry = read('三亚市人民政府关于促进渔港健康发展的意见', text, '【我要纠错】 责任编辑：某某');
    expect(codes(entry)).not.toContain('truncated');
  });
});
