import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskMail, maskName, maskNumber, maskPhone } from './mask.ts'

test('document numbers keep region and last four, shorter ones two at each end, tiny ones nothing', () => {
  assert.equal(maskNumber('370102199001011234'), '370102********1234')
  assert.equal(maskNumber('37010219900101123X'), '370102********123X')
  assert.equal(maskNumber('370102900101123'), '370102*****1123')
  assert.equal(maskNumber('E12345678'), 'E1*****78')
  assert.equal(maskNumber('A1234'), '*****')
  assert.equal(maskNumber(''), '')
})

test('phones keep the first three and the last four digits', () => {
  assert.equal(maskPhone('13800001234'), '138****1234')
  assert.equal(maskPhone('8001234'), '*****34')
  assert.equal(maskPhone('12'), '**')
})

test('mail addresses keep the first letter and the host', () => {
  assert.equal(maskMail('zhangsan@example.com'), 'z*******@example.com')
  assert.equal(maskMail('z@example.com'), '*@example.com')
  assert.equal(maskMail('no address'), '**********')
})

test('names: two characters, three, more, and double surnames', () => {
  assert.equal(maskName('张三'), '张*')
  assert.equal(maskName('张小三'), '张*三')
  assert.equal(maskName('王小明明'), '王**明')
  assert.equal(maskName('欧阳娜娜'), '欧阳**')
  assert.equal(maskName('欧阳修'), '欧阳*')
  assert.equal(maskName('欧阳'), '欧*')
  assert.equal(maskName(' 张三 '), '张*')
  assert.equal(maskName('张'), '*')
})

test('names: rare characters outside the basic plane count as one character', () => {
  assert.equal(maskName('𡋤三'), '𡋤*')
  assert.equal(maskName('李𫖮'), '李*')
  assert.equal(maskName('赵㛃琳'), '赵*琳')
})

test('names in parts keep the first letter and the separators', () => {
  assert.equal(maskName('阿里木·买买提'), '阿**·***')
  assert.equal(maskName('John Smith'), 'J*** *****')
})
