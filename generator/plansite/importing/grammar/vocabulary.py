"""Words that the names of departments and the titles of tasks are made of."""

from __future__ import annotations

_SUBJECTS = """
    教育 教体 科教 体教 文教 科技 科学技术 科学 科创 科工 科普 创新 工信 工业 信息化 信息 信息产业 经信
    经济 经科 经贸 经发 商务 商贸 商旅 商业 贸易 外贸 外经 粮食 粮储 物资储备 储备 发改 发展 改革 改发
    公安 公共安全 交警 交管 交巡警 国安 国家安全 民政 民族 宗教 民宗 民族宗教 司法 财政 财税 财经 税务
    国税 地税 人社 人保 人力资源 人力 社会保障 社保 社会保险 人事 劳动 就业 创业 自然资源 国土资源 国土
    规划 规资 资规 自规 测绘 地理信息 林业 林草 林长 园林 绿化 草原 湿地 生态 生态环境 环保 环境保护 环境
    住建 住房 城乡 城乡建设 建设 城建 房管 房产 房地产 房屋 征收 征迁 拆迁 城市 城镇 城管 管理 综合管理
    执法 综合执法 行政执法 综合行政执法 交通 交通运输 运输 公路 港航 航道 港口 航运 航务 轨道交通 道路
    路政 路桥 水利 水务 水电 水文 水产 河长 海洋 海渔 渔业 渔政 渔港 农业 农村 农业农村 农牧 农林 农水
    农经 农机 农垦 畜牧 畜牧兽医 兽医 蔬菜 种子 扶贫 乡村 乡村振兴 振兴 文化 旅游 文旅 文旅体 文体 文体旅
    文广 文广新 文广旅 文广体 文广旅体 文广新旅 文广新旅体 文物 广电 广播 电视 影视 新闻 出版 版权 体育
    卫生 健康 卫健 卫计 计生 计划生育 爱卫 中医药 中医 疾控 疾病预防控制 血防 医保 医疗保障 医疗 药监 药品
    食药监 食药 食品 食安 市场监管 市场监督 市场 市监 工商 质监 质量 质量技术监督 技术监督 标准化 知识产权
    退役军人 军人 应急 安监 安全 安全生产 消防 消防救援 救援 防汛抗旱 防汛 防灾减灾 地震 防震减灾 气象
    审计 统计 国资 国有资产 资产 信访 外事 侨务 对台 港澳 机关事务 机关 事务 政务 政务服务 政数 数据
    大数据 数据资源 数字 数字经济 数字化 智慧城市 行政审批 审批 行政 行政服务 公共服务 公共资源 公共 资源
    交易 采购 政府采购 招标投标 招商 招商引资 投资 投资促进 促进 外商投资 外资 口岸 物流 金融 地方金融
    能源 电力 煤炭 石油 盐务 盐业 烟草 烟草专卖 专卖 邮政 通信 无线电 密码 保密 档案 机要 国防动员 国防
    国防科技 动员 人防 人民防空 民防 国动 双拥 移民 水库 水库移民 库区 搬迁 老龄 老年 残疾人 妇女 儿童
    妇儿 未成年人 青年 青少年 慈善 社会 社会组织 社会事业 社会事务 社会工作 社会治理 社区 治理 基层治理
    基层 党群 党群工作 党建 党政 党工 纪检 纪检监察 监察 综合 人才 人才工作 人才服务 政府 人大 政协 党委
    法制 法治 依法治市 法律服务 法律援助 仲裁 公证 信用 价格 物价 节能 节水 监督 监管 服务 协调 督查 督办
    督导 目标 绩效 考核 考评 效能 文明 精神文明 创建 创卫 创城 创文 史志 地方志 方志 党史 政研 政策研究
    研究 参事 决策咨询 合作 对外合作 经济合作 经合 经协 对口支援 支援 开发 开放 保护 保障 公积金
    住房公积金 接待 市政 市容 环卫 公用 公用事业 供水 供热 燃气 排水 园区 产业 产业发展 产业园区 企业
    企业服务 中小企业 民营经济 个体私营经济 非公 非公有制经济 乡镇企业 供销 供销合作 合作社 联合 联合社
    红十字 老干部 关心下一代 群众 群众工作 群团 学生 资助 考试 招生 教研 教科 电教 校外 成教 成人教育 职教
    职业教育 特殊教育 融媒体 传媒 媒体 网络 网络安全 大数据发展 应用 推广 技术 技能 鉴定 认证 检验 检测
    检验检测 监测 预警 防治 防控 预防 质检 计量 特种设备 建筑 建工 工程 重点工程 重点项目 项目 重大项目
    铁路建设 机场建设 航空 民航发展 低空经济 城乡规划 勘察设计 土地 不动产登记 登记 婚姻登记 殡葬 殡葬管理
    救助 救助管理 儿童福利 福利 养老 养老服务 托育 妇幼 妇幼保健 急救 血站 献血 国际 国际合作 交流
    外国专家 专家 博士后 留学 引智 会展 博览 电子商务 电商 服务业 现代服务业 生产性服务业 消费 消费者 权益
    稽查 稽核 巡察 联络 后勤 车辆 公车 治安 禁毒 反恐 出入境 特勤 法务 调解 矛盾纠纷 综治 平安 维稳 防范
    扫黑除恶 一体化 协同 战略 重大 重点 专项 联席会议 领导小组 工作 体制 机制 编制 机构编制 事业 经营
    营商环境 营商 投促 交建 湖泊 治超 防火 森林防火 森林 农技 运行 组织人事 宣传文化 企业改革 产业工人
    信创 电子政务 电子信息 网格 网格化 智能制造 装备 装备制造 新兴产业 高新技术 技术创新 军民融合 革命老区
    老区 对外开放 自贸 自贸区建设 通航 海事服务 邮轮 会计 国库 支付 评审 投资评审 造价 招投标 物业
    物业管理 燃气热力 热力 照明 路灯 河湖 水土保持 节约用水 灌溉 农田建设 农产品 农产品质量安全 动物卫生
    动物疫病 疫病 植保 土肥 渔业渔政 粮油 菜篮子 果业 茶业 茶叶 蚕桑 花卉 中药 康养 健康促进 爱国卫生
    计划财务 规划财务 科教文卫 教科文卫 地方金融监管
"""
SUBJECTS = frozenset(_SUBJECTS.split())
"""What departments answer for, and words for how: 教育, 市场监管, 管理."""

_COMMON = """
    青少年 老年人 残疾人 未成年人 大学生 中小学生 互联网 物联网 大数据 云计算 区块链 人工智能 新时代
    高质量 高水平 高标准 高技能 高层次 现代化 信息化 数字化 智能化 标准化 专业化 社会化 市场化 国际化
    规范化 常态化 制度化 产业化 机械化 品牌化 一体化 便利化 法治化 城镇化 多元化 全过程 全方位 全链条
    全覆盖 产业链 供应链 价值链 创新链 生态圈 营商环境 科技馆 博物馆 图书馆 文化馆 体育馆 美术馆 档案馆
    展览馆 科学家 企业家 志愿者 劳动者 消费者 创业者 工作者 幼儿园 开发区 工业园 产业园 示范区 试验区
    自贸区 保税区 高新区 负面清单 基础设施 公共服务 公共安全 人力资源 知识产权 社会保障 社会信用 社会组织
    领导小组 联席会议 责任制 积极性 主动性 创造性 先进性 有效性 可持续 碳达峰 碳中和 新能源 新材料 新农村
    新业态 新模式 单一窗口 绿色低碳 乡村振兴 事业单位 成员单位 人民银行 公安机关 市场主体 民营企业
    中小企业 小微企业 职业教育 义务教育 学前教育 高等教育 科学素质 科学普及 主体责任 长效机制 体制机制
    进出口
"""
_WORDS = SUBJECTS | frozenset(_COMMON.split())
_LONGEST = max(map(len, _WORDS))
_PAIR = 2
_SINGLE = frozenset("的和与及以在对为把将向从由等各")
_ENDING = frozenset("化性率者员馆圈链")
"""Signs that end a word of three: 信息化, 积极性."""


def is_made_of_subjects(text: str) -> bool:
    """Return whether `text` is nothing but subjects of departments, joined or not: 发展和改革, 市场监管."""
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            after_joint = start + (start > 0 and text[start] in "和与及")
            reached |= {
                after_joint + length
                for length in range(2, _LONGEST + 1)
                if text[after_joint : after_joint + length] in SUBJECTS
            }
    return len(text) in reached - {0}


def words(text: str) -> tuple[str, ...]:
    """Split Chinese text into words: known ones, and pairs of characters, as most words are."""
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(text) + 1):
        near = (text[start:end] for start in range(max(0, end - _LONGEST), end))
        found = ((best[end - len(word)], word) for word in near)
        best.append(min((cost + _cost(word), (*before, word)) for (cost, before), word in found))
    return best[-1][1]


def _cost(word: str) -> float:
    """Return how unlikely it is that `word` is one; the words of a text cost least together."""
    if word in _WORDS:
        return 1.0
    if len(word) == 1:
        return 0.9 if word in _SINGLE else 2.5
    if len(word) == _PAIR + 1:
        return 1.9 if word[-1] in _ENDING else 4.0
    return 1.5 if len(word) == _PAIR else 3.0 * len(word)
