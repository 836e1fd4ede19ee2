/** Masks for values shown to people who need not know them. Characters are code points: rare ones count as one. */

const stars = (count: number) => '*'.repeat(Math.max(count, 0))

const keepEnds = (text: string, head: number, tail: number): string => {
  const characters = [...text]
  const hidden = characters.length - head - tail
  if (hidden <= 0) return stars(characters.length)
  return (
    characters.slice(0, head).join('') + stars(hidden) + (tail > 0 ? characters.slice(-tail).join('') : '')
  )
}

/** `370102199001011234` → `370102********1234`; a shorter number keeps its first and its last two: `E12345678` → `E1*****78`. */
export const maskNumber = (text: string): string => {
  const { length } = [...text]
  if (length >= 15) return keepEnds(text, 6, 4)
  return length >= 6 ? keepEnds(text, 2, 2) : stars(length)
}

/** `13812341234` → `138****1234`; a number with fewer than 9 digits keeps its last two. */
export const maskPhone = (text: string): string => {
  const { length } = [...text]
  return length >= 9 ? keepEnds(text, 3, 4) : keepEnds(text, 0, 2)
}

/** `zhangsan@example.com` → `z*******@example.com` */
export const maskMail = (text: string): string => {
  const at = text.lastIndexOf('@')
  return at < 1 ? stars([...text].length) : keepEnds(text.slice(0, at), 1, 0) + text.slice(at)
}

const doubleSurnames = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 ' +
    '钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 ' +
    '呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 ' +
    '仲长 子书 子桑 即墨 淳于 纳兰'
  ).split(' '),
)

const maskParted = (name: string): string => {
  const characters = [...name]
  return characters
    .map((character, at) => (at === 0 || /[·\s.-]/u.test(character) ? character : '*'))
    .join('')
}

/**
 * A name as the public sees it: `张三` → `张*`, `张小三` → `张*三`, `欧阳修` → `欧阳*`, `欧阳娜娜` → `欧阳**`.
 * A name in parts keeps its first letter and its separators: `阿里木·买买提` → `阿**·***`.
 */
export const maskName = (text: string): string => {
  const name = text.trim()
  const characters = [...name]
  if (!/^[\p{Script=Han}]+$/u.test(name)) return maskParted(name)
  if (characters.length <= 1) return stars(characters.length)
  if (characters.length > 2 && doubleSurnames.has(characters.slice(0, 2).join('')))
    return keepEnds(name, 2, 0)
  return keepEnds(name, 1, characters.length > 2 ? 1 : 0)
}
