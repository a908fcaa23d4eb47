;; Dot products of one query with many stored vectors of equal length. Lengths are multiples of 32 numbers.
(module
  (memory (import "env" "memory") 1)
  ;; A number for each vector that its dot product does not exceed: the dot product of the rounded query (16 bits a number)
  ;; with the rounded vector (8 bits), times both steps, plus what the rounding may have cost. The rounded query has
  ;; $bytes; for each vector there is one float of $steps, of $margins and of $results. No sum can overflow: see dotProducts.ts.
  (func (export "ceilings") (param $count i32) (param $results i32) (param $codes i32) (param $steps i32)
    (param $margins i32) (param $query i32) (param $bytes i32) (param $step f32) (param $norm f32)
    (local $end i32) (local $q i32) (local $qEnd i32)
    (local $a v128) (local $b v128)
    (local.set $end (i32.add (local.get $results) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $qEnd (i32.add (local.get $query) (local.get $bytes)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $results) (local.get $end)))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $q (local.get $query))
        (loop $lanes
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $codes)) (v128.load (local.get $q)))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $codes)) (v128.load offset=16 (local.get $q)))))
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=16 (local.get $codes)) (v128.load offset=32 (local.get $q)))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=24 (local.get $codes)) (v128.load offset=48 (local.get $q)))))
          (local.set $codes (i32.add (local.get $codes) (i32.const 32)))
          (local.set $q (i32.add (local.get $q) (i32.const 64)))
          (br_if $lanes (i32.lt_u (local.get $q) (local.get $qEnd))))
        (local.set $a (i32x4.add (local.get $a) (local.get $b)))
        (f32.store (local.get $results)
          (f32.add
            (f32.mul (local.get $norm) (f32.load (local.get $margins)))
            (f32.mul (f32.mul (local.get $step) (f32.load (local.get $steps)))
              (f32.convert_i32_s
                (i32.add
                  (i32.add (i32x4.extract_lane 0 (local.get $a)) (i32x4.extract_lane 1 (local.get $a)))
                  (i32.add (i32x4.extract_lane 2 (local.get $a)) (i32x4.extract_lane 3 (local.get $a))))))))
        (local.set $results (i32.add (local.get $results) (i32.const 4)))
        (local.set $steps (i32.add (local.get $steps) (i32.const 4)))
        (local.set $margins (i32.add (local.get $margins) (i32.const 4)))
        (br $next))))
  ;; The dot product of the query at 0, of $bytes, with the vector at $vector.
  (func (export "dot") (param $vector i32) (param $bytes i32) (result f32)
    (local $q i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $lanes
      (local.set $a (f32x4.add (local.get $a)
        (f32x4.mul (v128.load (local.get $q)) (v128.load (local.get $vector)))))
      (local.set $b (f32x4.add (local.get $b)
        (f32x4.mul (v128.load offset=16 (local.get $q)) (v128.load offset=16 (local.get $vector)))))
      (local.set $c (f32x4.add (local.get $c)
        (f32x4.mul (v128.load offset=32 (local.get $q)) (v128.load offset=32 (local.get $vector)))))
      (local.set $d (f32x4.add (local.get $d)
        (f32x4.mul (v128.load offset=48 (local.get $q)) (v128.load offset=48 (local.get $vector)))))
      (local.set $vector (i32.add (local.get $vector) (i32.const 64)))
      (local.set $q (i32.add (local.get $q) (i32.const 64)))
      (br_if $lanes (i32.lt_u (local.get $q) (local.get $bytes))))
    (local.set $a (f32x4.add (f32x4.add (local.get $a) (local.get $b))
                             (f32x4.add (local.get $c) (local.get $d))))
    (f32.add (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
             (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a))))))
