import type { Lexicon } from './lexicon.js';
import { isUnder, levelOfCode } from './places.js';

const SHORTEST = 2;
const LONGEST = 6;
const ENDINGS = ['', '区', '新区', '县', '市', '旗'];
/** What a body of a district is for: these words follow the district's name, and no river's or lake's does (黄浦江, 玄武湖). */
const BODY =
  /^(?:人民政府|政府|人大|教育|财政|公安|人力|人社|民政|司法|卫生|卫健|文化|文旅|文广|市场监|科技|科学|经济|经信|工业|工信|发展|发改|商务|住房|住建|建设|城管|城市|应急|审计|统计|税务|生态|环境|农业|水务|水利|规划|自然资源|交通|医疗|医保|退役|体育|投资|企业|数据|行政审批|政务)\p{Script=Han}{0,16}$/u;
const BRANCH = /^(.*)(?:分局|大队|分中心)$/u;

/** The district of a city that a body of it is named after without 区: 某市公安局南明分局, 某市南明财政局. Null for any other. */
export function districtNamed(rest: string, city: string, lexicon: Lexicon): string | null {
  const stem = BRANCH.exec(rest)?.[1];
  for (let length = SHORTEST; length <= LONGEST; length += 1) {
    const behind = stem === undefined || stem.length < length ? null : stem.slice(-length);
    const found =
      (behind === null ? null : districtCalled(behind, city, lexicon)) ??
      (BODY.test(rest.slice(length)) ? districtCalled(rest.slice(0, length), city, lexicon) : null);
    if (found !== null) return found;
  }
  return null;
}

function districtCalled(name: string, city: string, lexicon: Lexicon): string | null {
  for (const ending of ENDINGS) {
    const places = lexicon.placesByName.get(name + ending) ?? [];
    const place = places.find(({ code }) => isUnder(code, city) && levelOfCode(code) === 'district');
    if (place !== undefined) return place.code;
  }
  return null;
}
