import { numberAtStart } from '../../../src/bulletins/domain/document-number.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import type { ParsedEntry } from '../../../src/bulletins/domain/parsed-entry.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

function read(...lines: string[]): readonly ParsedEntry[] {
  return parseBulletin(lines.join('\n'), loadLexicon()).entries;
}

describe('a page that prints less, or something else, at its head than the paper’s own title', () => {
  it('gives the whole title where the head was cut off', () => {
    expect(
      read(
        '《港口岸电设施管理办法》的决定',
        '《交通运输部关于修改〈港口岸电设施管理办法〉的决定》已经2021年3月4日第6次部务会议通过，现予公布。',
        '2021年3月11日',
        '交通运输部关于修改《港口岸电设施管理办法》的决定',
        '交通运输部决定对《港口岸电设施管理办法》作如下修改：',
        '一、删去第三条。',
      ),
    ).toMatchObject([
      {
        title: '交通运输部关于修改《港口岸电设施管理办法》的决定',
        issuers: ['交通运输部'],
        writtenOn: '2021-03-11',
      },
    ]);
  });

  it('gives the title above the addressees, wrapped or not, below a headline that is none', () => {
    const [entry] = read(
      '首批国家级乡村茶旅示范村出炉',
      '时间：2022-08-19 09:20 浏览：77',
      '农业农村部关于公布',
      '第一批国家级乡村茶旅',
      '示范村名单的通知',
      '各省、自治区、直辖市农业农村厅（局）：',
      '经综合研究，确定了第一批国家级乡村茶旅示范村名单，现予以公布。',
      '农业农村部',
      '2022年8月15日',
    );
    expect(entry).toMatchObject({
      title: '农业农村部关于公布第一批国家级乡村茶旅示范村名单的通知',
      issuers: ['农业农村部'],
    });
  });

  it('gives the first of several enclosed papers where the notice has no title, with a doubt', () => {
    const [entry] = read(
      '各区人民政府，市人民政府有关部门：',
      '《三亚市渔港管护实施方案》《三亚市渔港发展若干财政措施》《三亚市渔船奖补若干措施》已经市政府研究通过，现印发给你们。',
      '2020年11月17日',
      '三亚市渔港管护实施方案',
      '为加强渔港管护，结合我市实际，制定本实施方案。',
      '一、总体要求',
    );
    expect(entry).toMatchObject({ title: '三亚市渔港管护实施方案', writtenOn: '2020-11-17' });
    expect(entry?.origins.title?.way).toBe('inferred');
  });

  it('leaves a title that is whole as it is', () => {
    expect(
      read(
        '三亚市渔港管护补助办法',
        '发布时间：2022-08-19',
        '第一条 为规范渔港管护补助，根据《海南省人民政府关于印发三亚市渔港管护补助办法的通知》，制定本办法。',
      ),
    ).toMatchObject([{ title: '三亚市渔港管护补助办法' }]);
  });
});

describe('numbered sentences that tell who issued what', () => {
  it('are entries, whatever else stands among them', () => {
    const entries = read(
      '一、5月9日，省人大常委会执法检查组在湖州检查渔业法实施情况。',
      '二、近日，海洋督察通报第一批3个典型案例。',
      '三、5月15日，农业农村部办公厅印发《关于加强渔港管护的指导意见》。',
      '四、5月14日，国家林草局印发《关于促进湿地利用的若干意见》。',
      '五、5月13日，国家能源局印发《2021年海上风电重点任务》。',
      '六、5月13日，农业农村部召开“十四五”渔业规划会议。',
    );
    expect(entries.map(({ title, issuers }) => [title, issuers[0]])).toEqual([
      ['关于加强渔港管护的指导意见', '农业农村部办公厅'],
      ['关于促进湿地利用的若干意见', '国家林草局'],
      ['2021年海上风电重点任务', '国家能源局'],
    ]);
    // Words of a sentence are no label, and not as sure.
    expect(entries.map(({ origins }) => origins.issuers?.way)).toEqual(['position', 'position', 'position']);
  });
});

describe('a signature glued to the name of a file', () => {
  it('is read, with the full stop behind it', () => {
    expect(
      read(
        '根据《湖州市渔港管护办法》的有关规定，现予以公告，附件：2022年渔港管护项目名单.xlsx湖州市农业农村局2022年7月12日。',
      ),
    ).toMatchObject([{ issuers: ['湖州市农业农村局'], writtenOn: '2022-07-12' }]);
  });
});

describe('a number of the old form, its year first', () => {
  it.each([
    ['((78)交公路字412号)', '(78)交公路字412号'],
    ['(1985)农渔字第12号', '(1985)农渔字第12号'],
  ])('%s is read as printed', (text, value) => {
    expect(numberAtStart(text)?.value).toBe(value);
  });

  it('is not read where it is cited', () => {
    expect(numberAtStart('(78)交公路字412号文件规定')).toBeNull();
  });
});

describe('a notice that nobody signs', () => {
  const notice = (title: string, number: string) =>
    read(
      title,
      number,
      '各区人民政府，市政府直属各单位：',
      '上述规则已经市政府第74次常务会议修订通过，现予印发。',
      '二○一一年四月八日',
      '第一章 总则',
    )[0];

  it('is of the government that its number shortens, where the title names the place; to be checked', () => {
    const entry = notice('关于印发《海口市渔港工作规则》的通知', '海府〔2011〕33号');
    expect(entry?.issuers).toEqual(['海口市人民政府']);
    expect(entry?.warnings.map(({ code }) => code)).toContain('inferred-issuer');
  });

  it('is of nobody where the number shortens another name', () => {
    expect(notice('关于印发《海口市渔港工作规则》的通知', '泸府〔2011〕33号')?.issuers).toEqual([]);
    expect(notice('关于印发《渔港工作规则》的通知', '海府〔2011〕33号')?.issuers).toEqual([]);
  });
});

describe('a gazette that prints the day beside the number', () => {
  it('gives that day as the day of the paper', () => {
    expect(
      read(
        '文件选编',
        '湖州市人民政府',
        '关于加强渔港管护的实施意见',
        '湖政发〔2013〕99号  2013年4月25日',
        '各县（市、区）人民政府，市各有关委、办、局：',
        '为加强渔港管护，根据《省政府关于渔港管护的意见》（浙政发〔2012〕27号）要求，提出以下意见：',
        '一、总体要求',
      ),
    ).toMatchObject([{ documentNumber: '湖政发〔2013〕99号', writtenOn: '2013-04-25' }]);
  });
});

describe('a title over several lines', () => {
  it('goes on where the next line issues another paper', () => {
    const [entry] = read(
      '来源：云南省水利厅',
      '',
      '云南省水利厅',
      '关于印发《云南省渔港管护办法》',
      '《云南省渔港补助细则》的通知',
      '',
      '各州市水利局：',
      '现印发你们，请遵照执行。',
    );
    expect(entry?.title).toBe('云南省水利厅关于印发《云南省渔港管护办法》《云南省渔港补助细则》的通知');
  });

  it('begins with the line that breaks off at 关于, also above a number', () => {
    const [entry] = read(
      '海南省地方法规 |',
      '【发布文号】琼府[1994]103号',
      '【发布日期】1994-12-27',
      '【文件来源】-----------',
      '省人民政府关于',
      '印发海南省渔港管护',
      '工程计划的通知',
      '（琼府〔1994〕103号）',
      '各市、县人民政府：',
      '现将《海南省渔港管护工程计划》印发给你们，请认真贯彻执行。',
    );
    expect(entry?.title).toBe('省人民政府关于印发海南省渔港管护工程计划的通知');
  });
});
