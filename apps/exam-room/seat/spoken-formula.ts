/** What signs are called when a formula is read out; others are read by the reader's own voice. */
const signs: { readonly [sign: string]: string } = {
  '+': '加',
  '-': '减',
  '−': '减',
  '±': '正负',
  '×': '乘',
  '⋅': '乘',
  '÷': '除以',
  '=': '等于',
  '≠': '不等于',
  '≈': '约等于',
  '<': '小于',
  '>': '大于',
  '≤': '小于等于',
  '≥': '大于等于',
  '∞': '无穷大',
  '∑': '求和',
  '∫': '积分',
  '√': '根号',
  '°': '度',
  '(': '左括号',
  ')': '右括号',
  α: '阿尔法',
  β: '贝塔',
  γ: '伽马',
  δ: '德尔塔',
  Δ: '德尔塔',
  η: '伊塔',
  θ: '西塔',
  λ: '兰姆达',
  μ: '缪',
  π: '派',
  ρ: '柔',
  σ: '西格玛',
  φ: '斐',
  ω: '欧米伽',
  Ω: '欧米伽',
}

const tokenWords = (text: string): string => {
  const sign = text.trim()
  // Signs that only say what belongs together are not heard.
  return /^[\u2061-\u2064\u200b]*$/.test(sign) ? '' : (signs[sign] ?? sign)
}

const powerWords = (power: string): string =>
  power === '2' ? '的平方' : power === '3' ? '的立方' : `的 ${power} 次方`

/** A formula in MathML as it is said in Chinese: 分数以分子、分母读出，上下标说明是什么。 */
export const spokenFormula = (node: Node): string => {
  if (node.nodeType === Node.TEXT_NODE) return tokenWords(node.textContent ?? '')
  const name = (node as Element).localName
  if (name === 'annotation' || name === 'annotation-xml' || name === 'mspace') return ''
  const parts = [...(node as Element).children].map(spokenFormula)
  const [one = '', two = '', three = ''] = parts
  switch (name) {
    case 'mfrac':
      return `分数 分子 ${one} 分母 ${two} 分数结束`
    case 'msqrt':
      return `根号 ${parts.join(' ')} 根号结束`
    case 'mroot':
      return `${two} 次根号 ${one} 根号结束`
    case 'msup':
      return `${one} ${powerWords(two)}`
    case 'msub':
      return `${one} 下标 ${two}`
    case 'msubsup':
      return `${one} 下标 ${two} ${powerWords(three)}`
    case 'munderover':
      return `${one} 从 ${two} 到 ${three}`
    case 'munder':
      return `${one} 下方 ${two}`
    case 'mover':
      return `${one} 上方 ${two}`
    case 'mtr':
      return `${parts.join('，')}；`
    default:
      return parts.length > 0 ? parts.filter(Boolean).join(' ') : tokenWords(node.textContent ?? '')
  }
}
