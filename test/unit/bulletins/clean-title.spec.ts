import { cleanTitle } from '../../../src/bulletins/domain/clean-title.js';
import { parseBulletin } from '../../../src/bulletins/domain/parse-bulletin.js';
import { loadLexicon } from '../../../src/bulletins/lexicon.loader.js';

const TITLE = '关于征集数字化转型服务商的通知';

describe('a title', () => {
  it('loses the quotation marks around the whole of it, with titles quoted inside, and no others', () => {
    expect(cleanTitle('《某局关于印发《某办法》的通知》')).toBe('某局关于印发《某办法》的通知');
    expect(cleanTitle('《某办法》和《某细则》')).toBe('《某办法》和《某细则》');
  });

  it('loses the number behind it, whatever its last word', () => {
    expect(cleanTitle('三亚市渔港整治方案 三农发〔2023〕9号')).toBe('三亚市渔港整治方案');
  });

  it.each([
    `【政策】${TITLE}`,
    `〔原创〕${TITLE}`,
    `[通知] ${TITLE}`,
    `（转发）${TITLE}`,
    `转发：${TITLE}`,
    `☆ ${TITLE}`,
    `${TITLE}★`,
    `${TITLE}（图） NEW`,
    `${TITLE} (阅读 356 次)`,
    `${TITLE}文章属性`,
    `${TITLE}（转发）`,
    `${TITLE}( )`,
    `【三农发〔2023〕9号】${TITLE}`,
    `${TITLE}-某某市人民政府门户网站`,
    `${TITLE}_厦门市人民政府`,
    `${TITLE} - 通知公告 - 汉滨区人民政府`,
    `【政策】转发：${TITLE}（图）★`,
    `【${TITLE}】`,
    `*${TITLE}*`,
    `### ${TITLE} ###`,
  ])('is the same in %s', (printed) => {
    expect(cleanTitle(printed)).toBe(TITLE);
    expect(cleanTitle(cleanTitle(printed))).toBe(TITLE);
  });

  it.each([
    '关于印发《城市更新行动方案（2024—2026年）》的通知',
    '经开区：数据领域补贴申报通知',
    '某某市促进消费品牌系列活动—音乐类项目的通知',
    '2024年第一批政策清单',
  ])('keeps what belongs to it: %s', (title) => {
    expect(cleanTitle(title)).toBe(title);
  });
});

function titleOf(...lines: string[]): string | null | undefined {
  return parseBulletin(lines.join('\n'), loadLexicon()).entries[0]?.title;
}

describe('the title of a page', () => {
  it('is joined from the many short lines of a narrow column', () => {
    expect(
      titleOf(
        '长沙市人力资源和',
        '社会保障局长沙市',
        '财政局关于印发《',
        '长沙市职业技能提',
        '升行动资金管理办',
        '法》的通知',
        '长人社发〔2021〕17号',
        '各区县财政局：',
        '现将办法印发给你们。',
      ),
    ).toBe('长沙市人力资源和社会保障局长沙市财政局关于印发《长沙市职业技能提升行动资金管理办法》的通知');
  });

  it('is none of the cells of a table above it, nor the archive that holds it', () => {
    const notice = ['各有关单位：', '现将榜单予以发布。'];
    const table = ['信息索引号\t014006438/2024-00021', '公开日期\t2024-01-19', `内容概述\t${TITLE}`];
    expect(titleOf(...table, TITLE, ...notice)).toBe(TITLE);
    const archive = '政策法规资料库 归档时间：2024-11-02 更新时间：2024-11-03';
    expect(titleOf(archive, TITLE, '发布时间：2021-09-08', ...notice)).toBe(TITLE);
    expect(titleOf('历史 2019年11月30日', TITLE, ...notice)).toBe(TITLE);
  });

  it('is not the last line of annexes', () => {
    expect(
      titleOf(
        '各区县水务局：',
        '现将督察工作有关事项通知如下。',
        '兰州市水务局',
        '2022年5月12日',
        '附件2：关于印发《供水水质督察工作方案》的通知',
      ),
    ).toBeNull();
  });

  it('stands above its body although the facts stand below it', () => {
    expect(
      titleOf(
        '关于申报绿色工厂的通知',
        '各县市区工信局：',
        '现组织申报绿色工厂。',
        '发文机关：芜湖市工业和信息化局',
        '发布日期：2023-08-22',
      ),
    ).toBe('关于申报绿色工厂的通知');
  });
});

describe('a title in round brackets', () => {
  it('stands behind the number of an order and loses them', () => {
    expect(cleanTitle('海关总署公告2031年第26号（关于简化渔船原产地管理要求的公告）')).toBe(
      '关于简化渔船原产地管理要求的公告',
    );
    expect(cleanTitle('关于渔船的公告（第二批）')).toBe('关于渔船的公告（第二批）');
  });
});
