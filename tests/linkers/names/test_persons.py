"""Names of persons that are one, that are not, and why."""

import pytest

from memograph.linkers.names import likeness

# Spellings of one name, and a reason that must be given.
ONE = [
    ("Zhou Enlai", "Chou En-lai", "Wade-Giles"),
    ("Zhou Enlai", "CHOU EN LAI", "Wade-Giles"),
    ("Mao Zedong", "Mao Tse-tung", "Wade-Giles"),
    ("Mao Zedong", "Mao Tsetung", "Wade-Giles"),
    ("Deng Xiaoping", "Teng Hsiao-p'ing", "Wade-Giles"),
    ("Deng Xiaoping", "Teng Hsiao-p’ing", "Wade-Giles"),
    ("Deng Xiaoping", "Teng Hsiao-ping", "Wade-Giles"),
    ("Liu Shaoqi", "Liu Shao-ch'i", "Wade-Giles"),
    ("Zhu De", "Chu Teh", "Wade-Giles"),  # codespell:ignore teh
    ("Lin Biao", "Lin Piao", "Wade-Giles"),
    ("Chen Yi", "Ch'en I", "Wade-Giles"),
    ("Peng Dehuai", "P'eng Te-huai", "Wade-Giles"),
    ("Jiang Qing", "Chiang Ch'ing", "Wade-Giles"),
    ("Hua Guofeng", "Hua Kuo-feng", "Wade-Giles"),
    ("Qiao Guanhua", "Ch'iao Kuan-hua", "Wade-Giles"),
    ("Huang Zhen", "Huang Chen", "Wade-Giles"),
    ("Ye Jianying", "Yeh Chien-ying", "Wade-Giles"),
    ("Wang Hongwen", "Wang Hung-wen", "Wade-Giles"),
    ("Zhang Chunqiao", "Chang Ch'un-ch'iao", "Wade-Giles"),
    ("Xu Xiangqian", "Hsü Hsiang-ch'ien", "Wade-Giles"),
    ("Li Xiannian", "Li Hsien-nien", "Wade-Giles"),
    ("Geng Biao", "Keng Piao", "Wade-Giles"),
    ("Zhou Enlai", "Tchou En-laï", "Wade-Giles"),
    ("Zhou Enlai", "Tschou En-lai", "Wade-Giles"),
    ("Mao Zedong", "Mao Tsé-toung", "Wade-Giles"),
    ("Liu Shaoqi", "Liu Schao-tschi", "Wade-Giles"),
    ("Kang Sheng", "Kang Scheng", "Wade-Giles"),
    ("Chen Yi", "Tchen Yi", "Wade-Giles"),
    ("Zhou Enlai", "Enlai Zhou", "family name first"),
    ("János Kádár", "Kádár János", "family name first"),
    ("Nikita Khrushchev", "Nikita Khrushchov", "sounds alike"),
    ("Nikita Khrushchev", "Nikita Chruschtschow", "sounds alike"),
    ("Nikita Khrushchev", "Nikita Hruščev", "sounds alike"),
    ("Nikita Khrushchev", "Никита Хрущёв", "Cyrillic letters"),
    ("Nikita Khrushchev", "Хрущев, Никита", "Cyrillic letters"),
    ("Nikita Khrushchev", "Nikita Khrouchtchev", "sounds alike"),
    ("Leonid Brezhnev", "Leonid Breschnew", "sounds alike"),
    ("Leonid Brezhnev", "Leonid Brejnev", "sounds alike"),
    ("Aleksei Kosygin", "Alexej Kossygin", "sounds alike"),
    ("Aleksei Kosygin", "Alexeï Kossyguine", "sounds alike"),
    ("Anastas Mikoyan", "Anastas Mikojan", "sounds alike"),
    ("Georgy Zhukov", "Georgij Schukow", "sounds alike"),
    ("Boris Yeltsin", "Boris Jelzin", "sounds alike"),
    ("Eduard Shevardnadze", "Eduard Schewardnadse", "sounds alike"),
    ("Konstantin Chernenko", "Konstantin Tschernenko", "sounds alike"),
    ("Mikhail Gorbachev", "Michail Gorbatschow", "sounds alike"),
    ("Leon Trotsky", "Leon Trotzki", "sounds alike"),  # codespell:ignore trotzki
    ("Georgi Dimitrov", "Georgi Dimitroff", "sounds alike"),
    ("Todor Zhivkov", "Тодор Живков", "Cyrillic letters"),
    ("Enver Hoxha", "Enver Hodja", "sounds alike"),  # codespell:ignore enver
    ("Nicolae Ceaușescu", "Nicolae Ceauşescu", ""),
    ("Milovan Đilas", "Milovan Djilas", "sounds alike"),
    ("Milovan Đilas", "Milovan Dilas", ""),
    ("Władysław Gomułka", "Wladyslaw Gomulka", ""),
    ("İsmet İnönü", "Ismet Inonu", ""),
    ("Franz Josef Strauß", "Franz Josef Strauss", ""),
    ("Kurt Müller", "Kurt Mueller", "umlaut"),
    ("Jörg Mauthe", "Joerg Mauthe", "umlaut"),
    ("Kim Il Sung", "Kim Il-sung", ""),
    ("Kim Il Sung", "Kim Ilsung", ""),
    ("Phạm Văn Đồng", "Pham Van Dong", ""),
    ("Andrei Gromyko", "Gromyko, Andrei", ""),
    ("Andrei Gromyko", "GROMYKO, Andrei", ""),
    ("Andrei Gromyko", "A. A. Gromyko", "initial"),
    ("Andrei Andreevich Gromyko", "A.A.Gromyko", "initial"),
    ("Andrei Andreevich Gromyko", "Andrei Gromyko", "given name left out"),
    ("Yevgeny Primakov", "J. Primakow", "initial"),
    ("John F. Kennedy", "John Fitzgerald Kennedy", "initial"),
    ("Winston Churchill", "Churchill, Sir Winston", "without title"),
    ("Heinz Fischer", "Univ.-Prof. Dr. Heinz Fischer", "without title"),
    ("Ruth Becher", "Dipl.-Ing. Mag. Ruth Becher, MBA", "without title"),
    ("Mehmet Shehu", "Comrade Mehmet Shehu", "without title"),
    ("Wesley Clark", "Gen. Wesley Clark", "without title"),
    ("Richard Nixon", "President Richard Nixon", "without title"),
    ("Maria Rauch-Kallat", "Maria Kallat", "double name"),
    ("Maria Rauch-Kallat", "Maria Rauch", "double name"),
    ("Gabriel García Márquez", "Gabriel García", "double name"),
    ("Maria Rauch (geb. Kallat)", "Maria Kallat", "maiden name"),
    ("Hillary Clinton, née Rodham", "Hillary Rodham", "maiden name"),
    ("Bill Clinton", "William Clinton", "short form"),
    ("Bill Clinton", "William J. “Bill” Clinton", "name in brackets"),
    ("Hans Kelsen", "Johann Kelsen", "short form"),
    ("Alexander Dubček", "Sasha Dubcek", "short form"),
    ("Anwar al-Sadat", "Anwar el-Sadat", "particle"),
    ("Anwar al-Sadat", "Anwar Sadat", "particle"),
    ("Charles de Gaulle", "Charles Gaulle", "particle"),
    ("Charles de Gaulle", "de Gaulle, Charles", ""),
    ("Martin Luther King", "Martin Luther King Jr.", "without generation"),
    ("Franz Vranitzky", "Franz Vranitzy", "close spelling"),
    ("Muammar Gaddafi", "Muammar al-Qadhafi", "known spelling"),
    ("Park Chung-hee", "Pak Chung Hee", "known spelling"),
    ("Asdin El Habbassi", "El Habbassi, Asdin", ""),
    ("Ludwig van Beethoven", "Beethoven, Ludwig van", ""),
    ("Ludwig van Beethoven", "van Beethoven, Ludwig", ""),
    ("Konstantinos Karamanlis", "Κωνσταντίνος Καραμανλής", "Greek letters"),
    ("Yuri Andropov", "Juri Andropow", "sounds alike"),
    ("Edvard Kardelj", "Ed. Kardelj", "abbreviation"),
    ("Mehmet Shehu", "Prime Minister Mehmet Shehu", "without title"),
    ("Ada Brown", "Ada Jane Brown, 1st Baroness Ash of Elm", "without title"),
    ("Sir John Ash", "John Ash, Baron Brown", ""),
    ("Lyudmila Ash", "Ludmilla Ash", "short form"),
    ("Людмила Журавлёва", "Ludmila Zhuravleva", "Cyrillic letters"),
    ("Arkadi Jewgenjewitsch Petrow", "Аркадий Евгеньевич Петров", "Cyrillic letters"),
]


@pytest.mark.parametrize(("first", "second", "reason"), ONE)
def test_spellings_of_one_name_are_alike(first, second, reason):
    found = likeness(first, second)
    assert found.score >= 0.85 - 0.07 * (reason == "initial"), found
    if reason:
        assert reason in found.reasons


# Two persons: never so much alike.
TWO = [
    ("Andrei Gromyko", "Nikolai Gromyko", 0.5),
    ("A. Gromyko", "Nikolai Gromyko", 0.5),
    ("John F. Kennedy", "Robert F. Kennedy", 0.5),
    ("John F. Kennedy", "John G. Kennedy", 0.65),
    ("Zhou Enlai", "Zhao Enlai", 0.79),
    ("Mao Zedong", "Mao Yuanxin", 0.5),
    ("Kim Il Sung", "Kim Jong Il", 0.7),
    ("Hans Müller", "Peter Müller", 0.5),
    ("Eva Schmidt", "Evelin Schmidt", 0.79),
    ("Martin Maier", "Martina Maier", 0.79),
    ("Franz Huber", "Franz Hofer", 0.7),
    ("Anna Maria Brown", "Anna Maria Green", 0.6),
    ("Anna Brown", "Karl Brown", 0.5),
    ("Karl Bauer", "Karl Brauer", 0.9),
    ("John Smith Jr.", "John Smith Sr.", 0.7),
    ("George VI", "George V", 0.85),
    ("Gromyko", "Andrei Gromyko", 0.75),
    ("Gromyko", "Gromyko", 0.85),
    ("Mr. Gromyko", "Gromyko", 0.85),
    ("Ada Brown", "", 0.0),
    ("Wolf Berger", "Rolf Berger", 0.75),
    ("A. Berger", "Johann Berger", 0.5),
    ("J. Berger", "Ingrid Berger", 0.5),
    ("Frank Huber", "Franz Huber", 0.79),
    ("Julia Huber", "Julian Huber", 0.79),
    ("Johann Brandstetter", "Johann Brandstötter", 0.88),
    ("Norodom Sihanouk", "Prince Sihanouk", 0.75),
    ("Zhang Yi", "Zang Yi", 0.79),
    ("Gerald Rauch", "Gerald Rausch", 0.86),
    ("Li Peng", "Li Ping", 0.79),
]


@pytest.mark.parametrize(("first", "second", "most"), TWO)
def test_two_persons_stay_apart(first, second, most):
    assert likeness(first, second).score <= most


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Andrei Gromyko", "ANDREI  GROMYKO"),
        ("Andrei Gromyko", "Gromyko, Andrei"),
        ("Nicolae Ceaușescu", "Nicolae Ceausescu"),
        ("Jean-Paul Sartre", "Jean Paul Sartre"),
        ("J. R. Oakes", "J.R. Oakes"),
        ("Иосиф Сталин", "ИОСИФ СТАЛИН"),
        ("毛泽东", "毛泽东"),
    ],
)
def test_only_case_marks_and_a_comma_make_no_difference(first, second):
    found = likeness(first, second)
    assert found.score == (0.85 if " " not in first else 1.0)
    assert found.reasons[0] == "same name"


@pytest.mark.parametrize(("first", "second"), [row[:2] for row in ONE if row[2]])
def test_another_spelling_is_never_the_same_name(first, second):
    assert likeness(first, second).score < 1.0


@pytest.mark.parametrize(
    ("name", "other"),
    [("Edler Josef", "Josef Edler"), ("King Billie Jean", "Billie Jean King"),
     ("Rada Robert", "Robert Rada")],
)  # fmt: skip
def test_a_name_that_is_a_title_as_well_is_found_in_any_order(name, other):
    assert likeness(name, other).score >= 0.9


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Martin Luther King", "Luther King"),
        ("Earl Warren", "Earl Warren"),
        ("Don King", "Don King"),
    ],
)
def test_titles_that_are_names_are_kept(first, second):
    assert likeness(first, second).score >= 0.75
