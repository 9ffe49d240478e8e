//! The best one-to-one assignment of rows to columns.

/// The greatest sum of values over assignments that use every row and every column at most once.
///
/// Values are not negative; `values` is a matrix of any shape. The Hungarian method with potentials, after
/// Kuhn (1955) and Munkres (1957), in time n²m for n rows of m columns.
pub fn best_assignment(values: &[Vec<f64>]) -> f64 {
    let rows = values.len();
    let columns = values.first().map_or(0, Vec::len);
    if rows == 0 || columns == 0 {
        return 0.0;
    }
    if rows > columns {
        let turned: Vec<Vec<f64>> = (0..columns)
            .map(|c| values.iter().map(|r| r[c]).collect())
            .collect();
        return best_assignment(&turned);
    }
    let row_of = assign(values, rows, columns);
    let taken = row_of.iter().enumerate().filter(|(_, row)| **row > 0);
    taken.map(|(column, row)| values[row - 1][column - 1]).sum()
}

/// For each column, counted from 1, its row, counted from 1; 0 for none. Index 0 is scratch.
fn assign(values: &[Vec<f64>], rows: usize, columns: usize) -> Vec<usize> {
    let mut row_potential = vec![0.0; rows + 1];
    let mut column_potential = vec![0.0; columns + 1];
    let mut row_of = vec![0; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut at = 0;
        let mut slack = vec![f64::INFINITY; columns + 1];
        let mut came_from = vec![0; columns + 1];
        let mut done = vec![false; columns + 1];
        while row_of[at] != 0 {
            done[at] = true;
            let (here, mut step, mut next) = (row_of[at], f64::INFINITY, 0);
            for column in (1..=columns).filter(|c| !done[*c]) {
                let cost = -values[here - 1][column - 1] - row_potential[here] - column_potential[column];
                if cost < slack[column] {
                    (slack[column], came_from[column]) = (cost, at);
                }
                if slack[column] < step {
                    (step, next) = (slack[column], column);
                }
            }
            for column in 0..=columns {
                if done[column] {
                    row_potential[row_of[column]] += step;
                    column_potential[column] -= step;
                } else {
                    slack[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[came_from[at]];
            at = came_from[at];
        }
    }
    row_of[0] = 0;
    row_of
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_sum_is_not_the_greedy_one() {
        assert_eq!(best_assignment(&[vec![10.0, 9.0], vec![9.0, 1.0]]), 18.0);
        assert_eq!(best_assignment(&[vec![10.0], vec![11.0], vec![2.0]]), 11.0);
        assert_eq!(best_assignment(&[vec![1.0, 0.0, 5.0], vec![0.0, 0.0, 6.0]]), 7.0);
        assert_eq!(best_assignment(&[]), 0.0);
    }
}
