//! What the harness holds of a contender: all forms of its JSON read alike, and the answers of a
//! plain loop.

use super::{Filter, Table, read};

/// City, year, category and indicator by number, and the value.
type Row = ([usize; 4], f64);

/// Rows of 7 cities, 4 years and 10 indicators in 3 categories, so many that some have none.
fn rows() -> Vec<Row> {
    let row = |at: usize| {
        let mixed = at * 7919 % 1009;
        let item = mixed % 10;
        let value = (mixed * 37 % 1000) as f64 / 8.0;
        ([mixed % 7, mixed % 4, item % 3, item], value)
    };
    (0..300).map(row).collect()
}

fn texts(rows: &[Row]) -> [String; 3] {
    let quoted = |kind: &str, number: usize| format!("\"{kind} {number}\"");
    let names = |[city, year, class, item]: [usize; 4]| {
        let [city, class, item] = [("City", city), ("Class", class), ("Item", item)]
            .map(|(kind, number)| quoted(kind, number));
        [city, (2006 + year).to_string(), class, item]
    };
    let keys = ["city", "year", "category", "indicator"];
    let object = |(numbers, value): &Row| {
        let pairs = keys.iter().zip(names(*numbers));
        let pairs: String = pairs
            .map(|(key, name)| format!("\"{key}\":{name}, "))
            .collect();
        format!("{{{pairs}\"value\":{value}}}")
    };
    let column = |at: usize| {
        let names: Vec<String> = rows.iter().map(|row| names(row.0)[at].clone()).collect();
        format!("\"{}\":[{}]", keys[at], names.join(","))
    };
    let values: Vec<String> = rows.iter().map(|row| row.1.to_string()).collect();
    let columns = [0, 1, 2, 3].map(column).join(", ");
    let coded = |at: usize| {
        let mut dict: Vec<String> = Vec::new();
        let codes = rows.iter().map(|row| {
            let name = names(row.0)[at].clone();
            let known = dict.iter().position(|known| *known == name);
            let code = known.unwrap_or_else(|| {
                dict.push(name);
                dict.len() - 1
            });
            code.to_string()
        });
        let codes = codes.collect::<Vec<_>>().join(",");
        let dict = dict.join(",");
        format!("\"{}\":{{\"dict\":[{dict}],\"codes\":[{codes}]}}", keys[at])
    };
    let coded = [0, 1, 2, 3].map(coded).join(",");
    let objects: Vec<String> = rows.iter().map(object).collect();
    [
        format!(" [{}]\n", objects.join(",\n")),
        format!("{{{columns},\"value\":[{}]}}", values.join(", ")),
        format!("{{{coded},\"value\":[{}]}}", values.join(",")),
    ]
}

/// The place of each number in the order in which the table met it.
fn places(list: &str, name: impl Fn(usize) -> String, count: usize) -> Vec<usize> {
    let met: Vec<&str> = list.trim_matches(['[', ']']).split(',').collect();
    let place = |number| met.iter().position(|known| *known == name(number));
    (0..count)
        .map(|number| place(number).expect("a name"))
        .collect()
}

fn check(table: &Table, rows: &[Row], passes: [Vec<bool>; 3]) {
    let quoted = |kind: &'static str| move |number: usize| format!("\"{kind} {number}\"");
    let maps = [
        places(&table.names.cities, quoted("City"), 7),
        places(&table.names.years, |year| (2006 + year).to_string(), 4),
        places(&table.names.categories, quoted("Class"), 3),
        places(&table.names.indicators, quoted("Item"), 10),
    ];
    let placed = |at: usize| {
        let mut list = vec![false; passes[at].len()];
        (0..list.len()).for_each(|number| list[maps[at][number]] = passes[at][number]);
        list
    };
    let filter = Filter {
        cities: placed(0),
        years: placed(1),
        categories: placed(2),
    };
    let answer = table.answer(&filter);
    let passing = |own: usize| {
        let passes = &passes;
        let fits = move |row: &&Row| (0..3).all(|key| key == own || passes[key][row.0[key]]);
        rows.iter().filter(fits)
    };
    for (key, counts) in [&answer.cities, &answer.years, &answer.categories]
        .into_iter()
        .enumerate()
    {
        for (number, &place) in maps[key].iter().enumerate() {
            let own: Vec<&Row> = passing(key).filter(|row| row.0[key] == number).collect();
            assert_eq!(counts[place].rows as usize, own.len());
            assert_eq!(counts[place].sum, own.iter().map(|row| row.1).sum::<f64>());
        }
    }
    assert_eq!(answer.rows as usize, passing(3).count());
    let of = |item: usize| passing(3).filter(move |row| row.0[3] == item);
    let mut sums: Vec<(usize, f64)> = (0..10)
        .filter(|&item| of(item).count() > 0)
        .map(|item| (maps[3][item], of(item).map(|row| row.1).sum()))
        .collect();
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    assert_eq!(answer.top, sums);

    let sum = |fits: &dyn Fn(&Row) -> bool| -> f64 {
        rows.iter().filter(|row| fits(row)).map(|row| row.1).sum()
    };
    let years: Vec<u32> = maps[1].iter().map(|&place| place as u32).collect();
    let heat = table.cities_by_year(&filter.categories, &years);
    for (city, year) in (0..7).flat_map(|city| (0..4).map(move |year| (city, year))) {
        let own = sum(&|row| row.0[0] == city && row.0[1] == year && passes[2][row.0[2]]);
        assert_eq!(heat[maps[0][city] * years.len() + year], own);
    }
    let lines = table.categories_by_year(&filter.cities, &[maps[2][1] as u32], &years);
    for (year, &line) in lines.iter().enumerate() {
        let own = sum(&|row| row.0[2] == 1 && row.0[1] == year && passes[0][row.0[0]]);
        assert_eq!(line, own);
    }
}

#[test]
fn all_forms_answer_as_a_plain_loop_does() {
    let rows = rows();
    for text in texts(&rows) {
        let table = read(&text).expect("rows");
        let all = || [vec![true; 7], vec![true; 4], vec![true; 3]];
        let one = |length: usize, number: usize| (0..length).map(|at| at == number).collect();
        let [cities, years, classes] = all();
        check(&table, &rows, all());
        check(&table, &rows, [one(7, 2), years.clone(), classes.clone()]);
        check(&table, &rows, [one(7, 2), one(4, 1), classes.clone()]);
        check(&table, &rows, [cities.clone(), one(4, 3), one(3, 0)]);
        check(&table, &rows, [one(7, 6), one(4, 0), one(3, 2)]);
        check(&table, &rows, [vec![false; 7], years, classes]);
    }
}

/// One row in coded columns, with other codes of cities and values.
fn coded(cities: &str, values: &str) -> String {
    let one = |name: &str| format!(r#"{{"dict":[{name}],"codes":[0]}}"#);
    let (year, category, indicator) = (one("2006"), one(r#""c""#), one(r#""i""#));
    format!(r#"{{"city":{{"dict":["a"],"codes":{cities}}},"year":{year},"category":{category},"#)
        + &format!(r#""indicator":{indicator},"value":{values}}}"#)
}

#[test]
fn what_are_no_rows_is_refused() {
    let row = r#"{"city":"a","year":2006,"category":"c","indicator":"i","value":1}"#;
    assert!(read(&format!("[{row}]")).is_some());
    assert!(read(&coded("[0]", "[1]")).is_some());
    for text in [
        String::new(),
        "[".to_owned() + row,
        row.replace("1}", "\"1\"}"),
        format!("[{}]", row.replace("\"value\":1", "\"other\":1")),
        format!("[{}]", row.replace("\"year\":2006,", "")),
        format!("[{row},{}]", row.replace("\"c\"", "\"d\"")),
        r#"{"city":["a"],"year":[2006,2007],"category":["c"],"indicator":["i"],"value":[1]}"#
            .to_owned(),
        r#"{"city":["a","b"],"year":[2006],"category":["c"],"indicator":["i"],"value":[1]}"#
            .to_owned(),
        coded("[0,1]", "[1]"),
        coded("[1]", "[1]"),
        coded("[0]", "[1,2]"),
        coded("[0]", "[null]"),
    ] {
        assert!(read(&text).is_none(), "{text}");
    }
}
